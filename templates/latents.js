// The arithmetic of latents, as the explorer moves them.
"use strict";
const { clamp, probability, quantile, spherical, normals } = (() => {
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  // Of the standard normal: Abramowitz and Stegun 7.1.26, to 1.5e-7, and its inverse by bisection.
  const probability = z => {
    const x = Math.abs(z) / Math.SQRT2;
    const t = 1 / (1 + 0.3275911 * x);
    const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027
      + t * 1.061405429)))) * Math.exp(-x * x) / 2;
    return z < 0 ? tail : 1 - tail;
  };
  const quantile = p => {
    let [low, high] = [-4, 4];
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (probability(middle) < p) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };

  // Along the arc that joins them, as far from the origin as they are.
  const spherical = (from, to, part) => {
    const dotted = from.reduce((sum, v, i) => sum + v * to[i], 0);
    const lengths = Math.hypot(...from) * Math.hypot(...to);
    const angle = lengths > 1e-12 ? Math.acos(clamp(dotted / lengths, -1, 1)) : 0;
    const [a, b] = Math.sin(angle) > 1e-3
      ? [1 - part, part].map(p => Math.sin(p * angle) / Math.sin(angle)) : [1 - part, part];
    return from.map((v, i) => a * v + b * to[i]);
  };

  const normals = count => Array.from({ length: count }, () =>
    Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()));

  return { clamp, probability, quantile, spherical, normals };
})();
