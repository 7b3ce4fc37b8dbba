// What a report gains by a script: charts tell the numbers one points at, and can be saved. Without
// it the page says the same. All of it comes from the page itself; nothing is asked of anyone.
"use strict";
(() => {
  const make = (tag, attributes, ...content) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...content);
    return element;
  };

  // Outside main, so that its words are no part of the report.
  const readout = make("div", { class: "readout", "aria-hidden": true, hidden: "" });
  const spot = make("div", { class: "spot", "aria-hidden": true, hidden: "" });
  // Spoken for those who go by keys; pointers would make it talk all the time.
  const spoken = make("div", { class: "away", role: "status", "aria-live": "polite" });
  document.body.append(readout, spot, spoken);

  const exhibitOf = plate => plate.closest("figure").parentElement;

  // A line of comma-separated values may hold line ends within quotes.
  const parsed = text => {
    const rows = [[]];
    for (const [, quoted, plain, end] of
      text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/g)) {
      rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      if (end === "") break;
      if (end !== ",") rows.push([]);
    }
    return rows.filter(row => row.length > 1 || row[0]);
  };

  const rounded = text => text === "" || !Number.isFinite(Number(text)) ? text
    : Number(text).toLocaleString("en", { maximumSignificantDigits: 5 }).replace("-", "\u2212");

  // The figure's numbers: its table, or the file that the page carries where that is too long.
  const numbersOf = plate => {
    const exhibit = exhibitOf(plate);
    const table = exhibit.querySelector(".tools table");
    if (table) {
      const texts = row => [...row.cells].map(cell => cell.textContent);
      return { head: texts(table.tHead.rows[0]), rows: [...table.tBodies[0].rows].map(texts) };
    }
    const address = exhibit.querySelector('.downloads a[download$=".csv"]')?.getAttribute("href");
    if (!address) return { head: [], rows: [] };
    const [head, ...rows] = parsed(decodeURIComponent(address.slice(address.indexOf(",") + 1)));
    return {
      head: head.map(key => key.replaceAll("_", " ")), rows: rows.map(row => row.map(rounded)),
    };
  };

  // `WIDTH x,y - x,y …`: where each row is drawn in a form of the chart.
  const form = text => {
    const [width, ...places] = text.split(" ");
    return {
      width: Number(width),
      points: places.flatMap((place, row) => {
        const [x, y] = place.split(",").map(Number);
        return y === undefined ? [] : [{ row, x, y }];
      }),
    };
  };

  class Chart {
    constructor(plate) {
      this.plate = plate;
      this.image = plate.querySelector("img");
      this.narrow = matchMedia(plate.querySelector("source")?.media ?? "not all");
      this.forms = [form(plate.dataset.places), form(plate.dataset.narrowPlaces ?? "")];
      this.current = -1;
      plate.addEventListener("pointermove", event => this.point(event));
      plate.addEventListener("pointerdown", event => this.point(event));
      plate.addEventListener("pointerleave", event => event.pointerType === "mouse" && hide());
      plate.addEventListener("keydown", event => this.press(event));
      plate.addEventListener("blur", hide);
      plate.setAttribute(
        "aria-label", `${plate.getAttribute("aria-label")}; arrow keys go through its numbers`);
    }

    get form() { return this.forms[this.narrow.matches && this.forms[1].width ? 1 : 0]; }

    // Where a point is in the window.
    place(point) {
      const box = this.image.getBoundingClientRect();
      const scale = box.width / this.form.width;
      return [box.left + point.x * scale, box.top + point.y * scale];
    }

    point(event) {
      let nearest = -1;
      let least = 48;
      this.form.points.forEach((point, index) => {
        const [x, y] = this.place(point);
        // Across counts double: columns are tall, and lines are read along x.
        const far = Math.hypot(event.clientX - x, (event.clientY - y) / 2);
        if (far < least) [least, nearest] = [far, index];
      });
      if (nearest < 0) hide();
      else this.show(nearest, false);
    }

    press(event) {
      const last = this.form.points.length - 1;
      const index = this.current;
      const next = {
        ArrowRight: Math.min(index + 1, last), ArrowLeft: Math.max(index - 1, 0), Home: 0,
        End: last,
      }[event.key];
      if (event.key === "Escape") hide();
      if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.show(next, true);
    }

    show(index, isByKey) {
      const point = this.form.points[index];
      if (!point) return;
      if (shown !== this || index !== this.current) {
        this.numbers ??= numbersOf(this.plate);
        const row = this.numbers.rows[point.row] ?? [];
        const said = this.numbers.head.map((name, column) => [name, row[column] ?? ""])
          .filter(([, value]) => value !== "");
        readout.replaceChildren(...said.map(([name, value]) =>
          make("p", {}, make("span", {}, name), " ", make("b", {}, value))));
        this.said = said.map(pair => pair.join(" ")).join(", ");
      }
      this.current = index;
      shown = this;
      readout.hidden = spot.hidden = false;
      if (isByKey) {
        spoken.textContent = this.said;
        this.reveal(point);
      }
      this.settle();
    }

    // Brings a point into the plate, which may scroll sideways, and into the window.
    reveal(point) {
      const plate = this.plate.getBoundingClientRect();
      const [x, y] = this.place(point);
      if (x < plate.left || x > plate.right) {
        this.plate.scrollLeft += x - (plate.left + plate.right) / 2;
      }
      if (y < 0 || y > innerHeight) scrollBy({ top: y - innerHeight / 2, behavior: "instant" });
    }

    // Puts what is shown where it belongs, inside the window.
    settle() {
      const point = this.form.points[this.current];
      if (!point) return hide();
      const [x, y] = this.place(point);
      spot.style.left = `${x}px`;
      spot.style.top = `${y}px`;
      const { width, height } = readout.getBoundingClientRect();
      const room = document.documentElement.clientWidth;
      const left = x + 14 + width <= room ? x + 14 : x - 14 - width;
      readout.style.left = `${Math.max(4, Math.min(left, room - width - 4))}px`;
      readout.style.top = `${y - 14 - height >= 4 ? y - 14 - height : y + 14}px`;
    }
  }

  let shown;
  const hide = () => {
    if (!shown) return;
    shown.current = -1;
    shown = undefined;
    readout.hidden = spot.hidden = true;
    readout.replaceChildren();
    spoken.textContent = "";
  };
  for (const name of ["scroll", "resize"]) {
    addEventListener(name, () => shown?.settle(), { capture: true, passive: true });
  }
  addEventListener("pointerdown", event => shown?.plate.contains(event.target) || hide());

  // A chart in the page has colours for both grounds; a file is for any program, and light.
  const lightened = drawing => {
    const style = drawing.match(/<style>:root\{([^}]*)\}.*?<\/style>/s);
    if (!style) return drawing;
    const colours = Object.fromEntries(style[1].split(";").map(rule => rule.split(":")));
    return drawing.replace(style[0], "").replace(/var\((--\w+)\)/g, (_, name) => colours[name]);
  };

  const save = (address, name) => {
    const drawing = lightened(decodeURIComponent(address.slice(address.indexOf(",") + 1)));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  for (const plate of document.querySelectorAll(".plate")) {
    if (plate.dataset.places) new Chart(plate);
    const downloads = exhibitOf(plate).querySelector(".downloads");
    const image = plate.querySelector("img");
    if (!downloads || !image) continue;
    const figure = plate.closest("figure");
    // Its word comes from the style sheet: the page's text is the same without a script.
    const button = make("button", {
      class: "save", type: "button",
      "aria-label": `${plate.getAttribute("aria-label").split(";")[0]} as SVG`,
    });
    button.addEventListener(
      "click", () => save(image.getAttribute("src"), `${figure.id.replace("figure-", "")}.svg`));
    downloads.prepend(button);
  }
})();
