# Reads leads (set, day, outcome, weight) from the CSV file given and prints the curve of each set as survival::survfit
# has it: set, day, incidence, lostIncidence, open, se, lo, hi.
suppressPackageStartupMessages(library(survival))
leads <- read.csv(commandArgs(trailingOnly = TRUE)[1])
cat("set,day,incidence,lostIncidence,open,se,lo,hi\n")
for (of in split(leads, leads$set)) {
  of$outcome <- factor(of$outcome, 0:2)
  fit <- survfit(Surv(day, outcome) ~ 1, of, weights = weight, id = seq_len(nrow(of)))
  column <- function(values, state) sprintf("%.17g", values[, state])
  cat(paste(of$set[1], fit$time, column(fit$pstate, 2), column(fit$pstate, 3), column(fit$pstate, 1),
    column(fit$std.err, 2), column(fit$lower, 2), column(fit$upper, 2), sep = ","), sep = "\n")
}
