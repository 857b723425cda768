# R's forecast package on the months of forecast_bench: each line of the file is one series of months known, as figures a
# working day (the peer knows the calendar, too). The second argument holds the working days of the months ahead. Printed are
# "method sum" for these months, method by method as they come.
suppressPackageStartupMessages(library(forecast))
series <- read.csv(commandArgs(TRUE)[1], header = FALSE)
days <- as.numeric(strsplit(commandArgs(TRUE)[2], ",")[[1]])
ahead <- length(days)
methods <- list(
  R_snaive = function(x) snaive(x, h = ahead),
  R_theta = function(x) thetaf(x, h = ahead),
  R_holt_winters = function(x) forecast(HoltWinters(x), h = ahead),
  R_auto_arima = function(x) forecast(auto.arima(x), h = ahead),
  R_ets = function(x) forecast(ets(x), h = ahead)
)
for (name in names(methods))
  for (i in seq_len(nrow(series))) {
    x <- ts(as.numeric(series[i, ]), start = c(2024, 1), frequency = 12)
    # HoltWinters() gives up on a series now and then: it answers nothing then, and the row is left out.
    said <- tryCatch(sum(methods[[name]](x)$mean * days), error = function(e) NA)
    cat(name, said, "\n")
    flush(stdout())
  }
