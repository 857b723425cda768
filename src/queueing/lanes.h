#pragma once
// Compiles a piece of code once for each instruction set: LANES_BEGIN_AVX2 … LANES_END around an #include. Functions
// in between may use those instructions; run-time dispatch (path.h) sees to it that only able machines call them.
#if defined(__x86_64__)
#include <immintrin.h>
#define HALLBOOK_X86 1
#else
#define HALLBOOK_X86 0
#endif

#define HALLBOOK_INLINE static inline __attribute__((always_inline))

// clang-format off: _Pragma takes one string
#if defined(__clang__)
#define LANES_BEGIN_AVX2 _Pragma("clang attribute push(__attribute__((target(\"avx2,bmi\"))), apply_to = function)")
#define LANES_BEGIN_AVX512 _Pragma("clang attribute push(__attribute__((target(\"avx2,bmi,avx512f,avx512dq,avx512bw,avx512vl\"))), apply_to = function)")
#define LANES_END _Pragma("clang attribute pop")
#else
#define LANES_BEGIN_AVX2 _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,bmi\")")
#define LANES_BEGIN_AVX512 _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,bmi,avx512f,avx512dq,avx512bw,avx512vl\")")
#define LANES_END _Pragma("GCC pop_options")
#endif
// clang-format on
