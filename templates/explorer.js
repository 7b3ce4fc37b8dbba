// The live explorer: the study's decoders (decoder.js) with controls to move their latents (latents.js). Its
// data stand behind it as JSON. Without the script the strip stands alone.
"use strict";
(() => {
  if (!("DecompressionStream" in self)) return;

  const make = (tag, attributes, ...content) => {
    const element = document.createElementNS(
      tag in shapes ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml", tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...content);
    return element;
  };
  const shapes = { svg: 1, g: 1, path: 1, circle: 1, text: 1 };

  const shown = number => number.toFixed(2).replace("-", "\u2212");
  const OUTER = 0.001;

  // A canvas of grey pixels, shown so many times as large.
  class Picture {
    constructor(width, height, scale, attributes) {
      this.canvas = make("canvas", { width, height, ...attributes });
      this.canvas.style.width = `${width * scale}px`;
      this.context = this.canvas.getContext("2d");
    }

    // Means from 0 to 1, or bytes.
    put(values, width, height, x = 0, y = 0) {
      this.image ??= this.context.createImageData(width, height);
      const unit = values instanceof Float32Array ? 255 : 1;
      for (let i = 0, at = 0; i < width * height; i++, at += 4) {
        const grey = Math.round(values[i] * unit);
        this.image.data[at] = this.image.data[at + 1] = this.image.data[at + 2] = grey;
        this.image.data[at + 3] = 255;
      }
      this.context.putImageData(this.image, x, y);
    }
  }

  // Sliders beyond these would be too many to use; they are the strongest.
  const MOST = 64;
  const SIDE = 280;
  const NARROW = "(max-width: 600px)";

  class Explorer {
    constructor(root, data) {
      Object.assign(this, data, { root });
      this.loaded = new Map();
      this.build();
      root.hidden = false;
      // For whoever wants the images themselves: means of pixels, 0 to 1, of one latent.
      root.decode = async (latentSize, latent) => {
        const entry = this.decoders.find(entry => entry.latentSize === latentSize);
        return (await this.load(entry)).decode(Float32Array.from(latent)).slice();
      };
      // At the largest whole scale that there is room for.
      new ResizeObserver(([{ contentRect }]) => {
        // On a narrow screen it stays in sight, beside what it is, while the controls are moved.
        const side = matchMedia(NARROW).matches ? SIDE / 2 : SIDE;
        const scale = Math.floor(Math.min(side, contentRect.width) / this.width);
        this.picture.canvas.style.width = `${this.width * Math.max(1, scale)}px`;
      }).observe(this.picture.canvas.parentElement);
      this.choose(this.decoders[this.decoders.length > 2 ? 1 : 0]);
      new IntersectionObserver((entries, observer) => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        observer.disconnect();
        this.begin();
      }, { rootMargin: "600px" }).observe(root);
    }

    load(entry) {
      if (!this.loaded.has(entry)) this.loaded.set(entry, Decoder.of(entry, this.likelihood));
      return this.loaded.get(entry);
    }

    // Unpacks what is needed once it is near the window.
    async begin() {
      this.isNear = true;
      const pixels = new Uint8Array(await unpacked(this.examples.pixels));
      const count = this.height * this.width;
      for (const { picture, index } of this.thumbs) {
        picture.put(pixels.subarray(index * count, (index + 1) * count), this.width, this.height);
      }
      this.refresh();
    }

    build() {
      this.picture = new Picture(this.width, this.height, 1, { role: "img" });
      this.away = make("p", { class: "quiet" });
      this.status = make("p", { "aria-live": "polite" });
      this.dimensions = make("div");
      this.root.append(
        this.sizes(),
        make("div", { class: "stage" },
          make("div", { class: "seen" },
            make("div", { class: "frame" }, this.picture.canvas, this.status), this.away,
            make("p", { class: "buttons" }, this.button("Draw from the prior", () => {
              const noise = normals(Math.max(...this.decoders.map(entry => entry.latentSize)));
              this.go(entry => noise.slice(0, entry.latentSize), "A draw from the prior");
            }), this.button("All to zero", () => {
              this.go(entry => new Array(entry.latentSize).fill(0), "All dimensions at zero");
            }))),
          this.plane(), this.wayPart = this.way()),
        this.dimensions);
    }

    button(words, action) {
      const button = make("button", { type: "button" }, words);
      button.addEventListener("click", action);
      return button;
    }

    sizes() {
      return make("fieldset", { class: "sizes" }, make("legend", {}, "Latent size"),
        ...this.decoders.map(entry => {
          const input = make("input", { type: "radio", name: `${this.name}-size` });
          const label = make("label", {}, input, String(entry.latentSize));
          label.style.setProperty("--light", entry.light);
          label.style.setProperty("--dark", entry.dark);
          input.addEventListener("change", () => this.choose(entry));
          entry.input = input;
          return label;
        }));
    }

    // The part between two test images.
    way() {
      this.ends = [0, Math.floor(this.decoders[0].means.length / 2)];
      this.thumbs = [];
      this.part = make("input", {
        type: "range", min: 0, max: 1, step: "any", value: 0, "aria-label": "The way between them",
      });
      const go = () => {
        const part = Number(this.part.value);
        this.part.setAttribute("aria-valuetext", `${Math.round(part * 100)} %`);
        const [from, to] = this.ends;
        this.go(entry => spherical(entry.means[from], entry.means[to], part), this.along(part), true);
      };
      this.part.addEventListener("input", go);
      const row = (words, end) => make("fieldset", {}, make("legend", {}, words),
        ...this.decoders[0].means.map((_, index) => {
          const picture = new Picture(this.width, this.height,
            Math.max(1, Math.floor(56 / Math.max(this.height, this.width))), { "aria-hidden": true });
          const input = make("input", {
            type: "radio", class: "away", name: `${this.name}-${end}`, "aria-label": this.nameOf(index),
          });
          input.checked = index === this.ends[end];
          // Also where it is chosen already: to come back to it.
          for (const kind of ["change", "click"]) {
            input.addEventListener(kind, () => {
              this.ends[end] = index;
              this.part.value = end;
              go();
            });
          }
          this.thumbs.push({ picture, index });
          return make("label", {}, input, picture.canvas);
        }));
      const element = make("div", { class: "way" }, row("From a test image", 0),
        row("To another", 1), make("label", {}, make("span", {}, "From"), this.part,
          make("span", {}, "To")));
      const first = this.ends[0];
      this.part.setAttribute("aria-valuetext", "0 %");
      [this.place, this.words, this.isOnWay] = [entry => entry.means[first], this.along(0), true];
      return element;
    }

    along(part) {
      const [from, to] = this.ends.map(index => this.nameOf(index).replace("Test", "test"));
      return part === 0 || part === 1 ? `Reconstruction of ${part ? to : from}`
        : `Between ${from} and ${to}`;
    }

    nameOf(index) {
      const label = this.examples.labels?.[index];
      return label === undefined ? `Test image ${index + 1}`
        : `Test image ${index + 1}, class ${label}`;
    }

    // Two dimensions at once: equal shares of the prior take equal room.
    plane() {
      this.grid = Math.floor(SIDE / Math.max(this.height, this.width));
      const side = this.grid > 2 ? this.grid * this.width : SIDE;
      this.board = { width: side, height: this.grid > 2 ? this.grid * this.height : SIDE };
      this.ground = new Picture(this.board.width, this.board.height, 1, { "aria-hidden": true });
      this.marks = make("g", {});
      this.spot = make("circle", { r: 7 });
      this.field = make("svg", {
        viewBox: `0 0 ${this.board.width} ${this.board.height}`, tabindex: 0, role: "slider",
        "aria-valuemin": 0, "aria-valuemax": 100,
      }, this.marks, this.spot);
      const drag = event => {
        const box = this.field.getBoundingClientRect();
        this.move((event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height);
      };
      this.field.addEventListener("pointerdown", event => {
        if (event.button) return;
        this.field.setPointerCapture(event.pointerId);
        drag(event);
      });
      this.field.addEventListener("pointermove", event => {
        if (this.field.hasPointerCapture(event.pointerId)) drag(event);
      });
      this.field.addEventListener("keydown", event => {
        const step = event.shiftKey ? 0.1 : 0.02;
        const [right, up] = {
          ArrowRight: [step, 0], ArrowLeft: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step],
          Home: [-1, 0], End: [1, 0], PageUp: [0, 0.1], PageDown: [0, -0.1],
        }[event.key] ?? [];
        if (right === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const end = up ? 1 : 0;
        this.set(end, probability(this.latent[this.axes[end]]) + right + up);
        this.byHand();
      });
      this.choices = ["Across", "Up"].map((words, end) => {
        const select = make("select", {});
        select.addEventListener("change", () => {
          const axis = Number(select.value);
          // Two axes of one dimension would be none.
          if (this.axes[1 - end] === axis) {
            this.choices[1 - end].select.value = this.axes[1 - end] = this.axes[end];
          }
          this.axes[end] = axis;
          this.refresh();
        });
        return { words, select };
      });
      return this.planePart = make("div", { class: "plane" },
        make("div", { class: "field" }, this.ground.canvas, this.field),
        make("p", {}, ...this.choices.map(({ words, select }) =>
          make("label", {}, `${words} `, select))),
        make("p", { class: "quiet" },
          "Drag the spot, or move it by arrow keys. Numbers mark the test images by these two dimensions"
            + " alone; the pictures behind keep the others as they are now."));
    }

    move(x, y) {
      this.set(0, x);
      this.set(1, y);
      this.byHand();
    }

    set(end, p) {
      this.latent[this.axes[end]] = quantile(clamp(p, OUTER, 1 - OUTER));
    }

    // Takes another decoder; where the latent came from, the same is taken of its space.
    choose(entry) {
      this.entry = entry;
      // Nothing of another decoder's stays behind the spot.
      this.ground.context.clearRect(0, 0, this.board.width, this.board.height);
      entry.input.checked = true;
      for (const name of ["light", "dark"]) this.root.style.setProperty(`--${name}`, entry[name]);
      this.picture.canvas.setAttribute(
        "aria-label", `What the decoder of latent size ${entry.latentSize} makes of the latent`);
      const ranked = entry.dimensions.slice(0, MOST);
      // The strongest two, the first across, as in the report's plane of a model of size 2.
      this.axes = [0, 1].map(end => (ranked[end] ?? ranked[0]).number - 1).sort((a, b) => a - b);
      this.planePart.hidden = entry.latentSize < 2;
      this.choices.forEach(({ select }, end) => {
        select.replaceChildren(...ranked.map(dimension => make("option", {
          value: dimension.number - 1,
        }, `z${dimension.number}${dimension.isActive ? "" : ", dead"}`)));
        select.value = this.axes[end];
      });
      this.sliders = ranked.map(dimension => this.slider(dimension, ranked[0].kl));
      const parts = [true, false].map(isActive =>
        this.sliders.filter(slider => slider.isActive === isActive).map(slider => slider.row));
      const rest = entry.latentSize - ranked.length;
      const all = make("fieldset", { class: "dimensions" }, make("legend", {},
        "Dimensions, strongest first; a line is as long as a dimension\u2019s KL"), ...parts[0]);
      this.dimensions.replaceChildren(all);
      if (parts[1].length) {
        this.dimensions.append(make("details", { class: "dead" },
          make("summary", {}, `${parts[1].length} dead dimension${parts[1].length > 1 ? "s" : ""}`),
          make("p", { class: "note" }, "Their posterior means vary by 0.01 or less over the test images:"
            + " the model does not use them."),
          make("div", { class: "dimensions" }, ...parts[1])));
      }
      if (rest > 0) {
        this.dimensions.append(make("p", { class: "note" }, `${rest} weaker ones are not shown.`));
      }
      this.go(this.place, this.words, this.isOnWay);
    }

    slider({ number, kl, isActive }, strongest) {
      const input = make("input", {
        type: "range", min: OUTER, max: 1 - OUTER, step: "any",
        "aria-label": `z${number}, ${shown(kl)} nats${isActive ? "" : ", dead"}`,
      });
      const value = make("span", { class: "value", "aria-hidden": true });
      input.addEventListener("input", () => {
        this.latent[number - 1] = quantile(Number(input.value));
        this.byHand(input);
        this.paint();
      });
      const row = make("div", {}, make("span", { "aria-hidden": true }, `z${number}`), input, value);
      row.style.setProperty("--kl", Math.max(kl, 0) / Math.max(strongest, 1e-9));
      return { row, input, value, number, isActive };
    }

    // Goes to the latent that `place` gives for the decoder, and says what it is.
    go(place, words, isOnWay = false) {
      Object.assign(this, { place, words, isOnWay });
      this.latent = Float32Array.from(place(this.entry));
      this.say(words, isOnWay);
      this.refresh();
    }

    say(words, isOnWay) {
      if (this.status.textContent !== words) this.status.textContent = words;
      this.wayPart.classList.toggle("off", !isOnWay);
    }

    byHand(source) {
      this.say("Set by hand", false);
      this.show(source);
    }

    refresh() {
      this.show();
      this.paint();
    }

    // Brings controls to where the latent is, and decodes it once before the next frame.
    show(source) {
      const { latent, entry, axes, board } = this;
      for (const { input, value, number } of this.sliders) {
        const z = latent[number - 1];
        if (input !== source) input.value = probability(z);
        input.setAttribute("aria-valuetext", shown(z));
        value.textContent = shown(z);
      }
      const length = Math.hypot(...latent);
      this.away.textContent = `${shown(length)} from the origin; draws from the prior are about`
        + ` ${Math.sqrt(entry.latentSize).toFixed(1)} away`;
      const at = values => [probability(values[axes[0]]) * board.width,
        (1 - probability(values[axes[1]])) * board.height];
      const [x, y] = at(latent);
      this.spot.setAttribute("cx", x);
      this.spot.setAttribute("cy", y);
      const names = axes.map(axis => `z${axis + 1}`);
      this.field.setAttribute("aria-label", `The plane of ${names.join(" and ")}`);
      this.field.setAttribute("aria-valuenow", Math.round(x / board.width * 100));
      this.field.setAttribute(
        "aria-valuetext", axes.map((axis, end) => `${names[end]} ${shown(latent[axis])}`).join(", "));
      const key = `${entry.latentSize} ${axes}`;
      if (key !== this.marked) {
        this.marked = key;
        this.marks.replaceChildren(...entry.means.map((means, index) => {
          const [x, y] = at(means);
          return make("text", {
            x: clamp(x, 7, board.width - 7), y: clamp(y, 7, board.height - 7) + 5,
          }, String(this.examples.labels?.[index] ?? index + 1));
        }));
      }
      if (this.isNear && !this.isWaiting) {
        this.isWaiting = true;
        requestAnimationFrame(() => this.draw());
      }
    }

    async draw() {
      const decoder = await this.load(this.entry);
      this.isWaiting = false;
      if (decoder !== await this.load(this.entry)) return this.show();
      this.picture.put(decoder.decode(this.latent), this.width, this.height);
    }

    // Decodes the plane behind the spot, a few images at a time, once nothing moves any more.
    paint() {
      const turn = this.turn = {};
      if (!this.isNear || this.grid < 3 || this.entry.latentSize < 2) return;
      const { grid, entry, axes, width, height } = this;
      const latent = this.latent.slice();
      let index = 0;
      const work = async () => {
        const decoder = await this.load(entry);
        for (const end = performance.now() + 8; index < grid * grid; index++) {
          if (turn !== this.turn) return;
          if (performance.now() > end) return setTimeout(work);
          const [column, row] = [index % grid, Math.floor(index / grid)];
          latent[axes[0]] = quantile((column + 0.5) / grid);
          latent[axes[1]] = quantile(1 - (row + 0.5) / grid);
          this.ground.put(decoder.decode(latent), width, height, column * width, row * height);
        }
      };
      setTimeout(work, 120);
    }
  }

  document.querySelectorAll(".explorer").forEach((root, index) => {
    const data = JSON.parse(root.nextElementSibling.textContent);
    new Explorer(root, { ...data, name: `explorer-${index + 1}` });
  });
})();
