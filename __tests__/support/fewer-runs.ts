import fc from "fast-check";

// At a desk a property that says no number is tried with fewer values; CI tries all.
if (process.env.CI === undefined) fc.configureGlobal({ numRuns: 25 });
