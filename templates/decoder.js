// The decoders that a page carries, run in it: docs/explorer.md tells how they are written.
"use strict";
const { Decoder, unpacked } = (() => {
  const unpacked = text => {
    const packed = atob(text);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = packed.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer();
  };

  // IEEE 754 binary16.
  const half = bits => {
    const fraction = bits & 1023;
    const exponent = bits >> 10 & 31;
    const size = exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24;
    return bits >> 15 ? -size : size;
  };

  // All layers go from and to vectors; maps lie in them as [height, width, channels].
  class Linear {
    constructor({ inputs, outputs }, place, scales, biases, code) {
      this.inputs = inputs;
      this.output = new Float32Array(outputs);
      this.biases = new Float32Array(outputs);
      this.weights = new Float32Array(inputs * outputs);
      for (let row = 0; row < outputs; row++) {
        const to = place(row);
        this.biases[to] = biases[row];
        for (let i = 0; i < inputs; i++) {
          this.weights[to * inputs + i] = code(row * inputs + i) * scales[row];
        }
      }
    }

    run(input) {
      const { inputs, output, biases, weights } = this;
      for (let row = 0; row < output.length; row++) {
        output[row] = biases[row] + dot(input, 0, weights, row * inputs, inputs);
      }
      return output;
    }
  }

  class TransposedConvolution {
    constructor({ inputs, outputs, window }, scales, biases, code) {
      Object.assign(this, window, { inputs, outputs, biases });
      const taps = window.kernel * window.kernel;
      this.output = new Float32Array(window.outputHeight * window.outputWidth * outputs);
      this.weights = new Float32Array(taps * outputs * inputs);
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) {
          for (let tap = 0; tap < taps; tap++) {
            this.weights[(tap * outputs + o) * inputs + i] =
              code((i * outputs + o) * taps + tap) * scales[o];
          }
        }
      }
    }

    // Each pixel gathers what the taps of its class bring: those whose pixel of the small map exists.
    run(input) {
      const { inputs, outputs, biases, weights, output, kernel, stride, padding } = this;
      const { height, width, outputHeight, outputWidth } = this;
      for (let row = 0, at = 0; row < outputHeight; row++) {
        for (let column = 0; column < outputWidth; column++, at += outputs) {
          for (let o = 0; o < outputs; o++) output[at + o] = biases[o];
          for (let v = (row + padding) % stride; v < kernel; v += stride) {
            const y = (row + padding - v) / stride;
            if (y < 0) break;
            if (y >= height) continue;
            for (let u = (column + padding) % stride; u < kernel; u += stride) {
              const x = (column + padding - u) / stride;
              if (x < 0) break;
              if (x >= width) continue;
              const from = (y * width + x) * inputs;
              let weight = (v * kernel + u) * outputs * inputs;
              for (let o = 0; o < outputs; o++, weight += inputs) {
                output[at + o] += dot(input, from, weights, weight, inputs);
              }
            }
          }
        }
      }
      return output;
    }
  }

  // Four sums, so that an addition does not wait for the last.
  const dot = (a, i, b, j, count) => {
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    const last = i + count;
    for (const end = last - 3; i < end; i += 4, j += 4) {
      s0 += a[i] * b[j];
      s1 += a[i + 1] * b[j + 1];
      s2 += a[i + 2] * b[j + 2];
      s3 += a[i + 3] * b[j + 3];
    }
    for (; i < last; i++, j++) s0 += a[i] * b[j];
    return s0 + s1 + (s2 + s3);
  };

  const activate = {
    silu: v => { for (let i = 0; i < v.length; i++) v[i] /= 1 + Math.exp(-v[i]); },
    relu: v => { for (let i = 0; i < v.length; i++) if (v[i] < 0) v[i] = 0; },
  };

  const sigmoid = l => 1 / (1 + Math.exp(-l));
  // Near 0 its two terms cancel; there the series serves.
  const continuousBernoulli = l => Math.abs(l) >= 0.1 ? -1 / Math.expm1(-l) - 1 / l
    : 0.5 + l * (1 / 12 - l * l * (1 / 720 - l * l * (1 / 30240 - l * l / 1209600)));

  // A decoder: from a latent to the means of pixels, 0 to 1. Nothing is allocated after it is made.
  class Decoder {
    static async of(entry, likelihood) {
      return new Decoder(entry, likelihood, await unpacked(entry.weights));
    }

    constructor({ layers, codes }, likelihood, buffer) {
      let float = 0;
      const channels = layers.reduce((sum, layer) => sum + layer.outputs, 0);
      const floats = new Float32Array(buffer, 0, 2 * channels);
      const bytes = new DataView(buffer, 8 * channels);
      const next = count => floats.subarray(float, float += count);
      let first = 0;
      this.layers = layers.map((layer, index) => {
        const { inputs, outputs, window } = layer;
        const start = first;
        const isByte = codes[index] === "int8";
        first += inputs * outputs * (window ? window.kernel ** 2 : 1) * (isByte ? 1 : 2);
        const code = isByte ? i => bytes.getInt8(start + i)
          : i => half(bytes.getUint16(start + 2 * i, true));
        const [scales, biases] = [next(outputs), next(outputs)];
        if (window) return new TransposedConvolution(layer, scales, biases, code);
        // A vector that becomes a map comes in the order channels, height, width.
        const map = layers[index + 1]?.window;
        const pixels = map ? map.height * map.width : 1;
        const place = row => row % pixels * (outputs / pixels) + Math.floor(row / pixels);
        return new Linear(layer, place, scales, biases, code);
      });
      this.activations = layers.map(layer => activate[layer.activation]);
      this.mean = likelihood === "continuous-bernoulli" ? continuousBernoulli : sigmoid;
      this.means = new Float32Array(this.layers.at(-1).output.length);
    }

    decode(latent) {
      let values = latent;
      for (let i = 0; i < this.layers.length; i++) {
        values = this.layers[i].run(values);
        this.activations[i]?.(values);
      }
      for (let i = 0; i < values.length; i++) this.means[i] = this.mean(values[i]);
      return this.means;
    }
  }

  return { Decoder, unpacked };
})();
