-- Formulas that several queries share. They lie in the published file, so SQL that is pasted there knows them too.
-- The comment above a macro is its row in docs/queries.md.

-- Lower end of the 95 % Wilson score interval of hits / trials (Wilson 1927); NULL without trials.
create macro wilson_low(hits, trials) as
  (hits + 1.9207294103470627e0
    - 1.959963984540054e0 * sqrt(cast(hits as double) * (trials - hits) / nullif(trials, 0) + 0.9603647051735313e0))
  / (trials + 3.8414588206941254e0);

-- Upper end of the same interval.
create macro wilson_high(hits, trials) as
  1 - (trials - hits + 1.9207294103470627e0
    - 1.959963984540054e0 * sqrt(cast(hits as double) * (trials - hits) / nullif(trials, 0) + 0.9603647051735313e0))
  / (trials + 3.8414588206941254e0);

-- Half the width of the 95 % interval of an estimate with this variance; a variance below 0 by rounding counts as 0.
create macro margin_95(variance) as
  1.959963984540054e0 * sqrt(case when variance < 0 then 0 else variance end);

-- Lower end of the 95 % interval of a share with this variance, on the log(-log) scale; NULL for a share of 0 or 1.
create macro loglog_low(share, variance) as
  case when share > 0 and share < 1 - 1e-12 then power(
    share,
    exp(-1.959963984540054e0 * sqrt(case when variance < 0 then 0 else variance end) / (share * ln(share)))
  ) end;

-- Upper end of the same interval.
create macro loglog_high(share, variance) as
  case when share > 0 and share < 1 - 1e-12 then power(
    share,
    exp(1.959963984540054e0 * sqrt(case when variance < 0 then 0 else variance end) / (share * ln(share)))
  ) end;

-- Lower end of the 95 % score interval of a count whose variance is dispersion times its mean; 1 is pure chance.
create macro count_low(events, dispersion) as
  events + 1.9207294103470627e0 * dispersion
    - sqrt(3.8414588206941254e0 * dispersion * (events + 0.9603647051735313e0 * dispersion));

-- Upper end of the same interval.
create macro count_high(events, dispersion) as
  events + 1.9207294103470627e0 * dispersion
    + sqrt(3.8414588206941254e0 * dispersion * (events + 0.9603647051735313e0 * dispersion));

-- Whether two estimates differ by more than chance: both intervals squared and added (Newcombe 1998).
create macro differs(estimate, low, high, other, other_low, other_high) as
  estimate - other > sqrt(power(estimate - low, 2) + power(other_high - other, 2))
    or other - estimate > sqrt(power(high - estimate, 2) + power(other - other_low, 2));
