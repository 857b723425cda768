# R's forecast package on the months of forecast_bench: each line of the file is one series of months known; printed are
# "method sum" for the five months after it, method by method.
suppressPackageStartupMessages(library(forecast))
series <- read.csv(commandArgs(TRUE)[1], header = FALSE)
ahead <- 5
methods <- list(
  R_ets = function(x) forecast(ets(x), h = ahead),
  R_holt_winters = function(x) forecast(HoltWinters(x), h = ahead),
  R_snaive = function(x) snaive(x, h = ahead),
  R_theta = function(x) thetaf(x, h = ahead)
)
for (name in names(methods))
  for (i in seq_len(nrow(series))) {
    x <- ts(as.numeric(series[i, ]), start = c(2024, 1), frequency = 12)
    cat(name, sum(methods[[name]](x)$mean), "\n")
  }
