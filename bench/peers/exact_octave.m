% Second opinion for exact_bench: octave-queueing (Debian). One "name windows load value" a line, 17 digits.
pkg load queueing;
for row = {{2, 1.8}, {5, 4.5}, {10, 9}, {20, 18}, {30, 27}, {100, 95}, {500, 480}, {2000, 1980}}
  c = row{1}{1}; a = row{1}{2};
  printf("erlang_b %d %.17g %.17g\n", c, a, erlangb(a, c));
  printf("erlang_c %d %.17g %.17g\n", c, a, erlangc(a, c));
endfor
for row = {{1, 0.5}, {10, 9}, {30, 27}}
  c = row{1}{1}; a = row{1}{2};
  [U, R, Q] = qsmmm(a, 1, c);
  printf("mean_wait %d %.17g %.17g\n", c, a, R - 1);
endfor
[U, R, Q] = qsmg1(0.06, 12, 12^2 * (1 + 0.8^2));
printf("mg1_wait 1 0.72 %.17g\n", R - 12);
