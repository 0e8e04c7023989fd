// The map: outlines and circles of this ledger, drawn from this machine alone. The still map stays where it cannot run.

/* global maplibregl */
const LABELS = 12;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function bounds(features) {
  const box = new maplibregl.LngLatBounds();
  for (const feature of features) box.extend(feature.geometry.coordinates);
  return box;
}

function background() {
  return { version: 8, sources: {}, layers: [{ id: "sea", type: "background", paint: { "background-color": colour("sea") } }] };
}

function outlines(map, box) {
  map.addSource("governorates", { type: "geojson", data: box.dataset.outlines });
  map.addLayer({ id: "land", type: "fill", source: "governorates", paint: { "fill-color": colour("land") } });
  if (box.dataset.fine) {
    map.addSource("subdistricts", { type: "geojson", data: box.dataset.fine });
    map.addLayer({ id: "fine", type: "line", source: "subdistricts", minzoom: 7,
      paint: { "line-color": colour("line"), "line-width": 0.8 } });
  }
  map.addLayer({ id: "border", type: "line", source: "governorates", paint: { "line-color": colour("strong"), "line-width": 1 } });
}

function circles(map, data) {
  const most = Math.max(1, ...data.features.map((one) => one.properties.matters));
  const disputed = [">", ["get", "disputed"], 0];
  map.addSource("places", { type: "geojson", data });
  map.addLayer({ id: "places", type: "circle", source: "places", paint: {
    "circle-radius": ["+", 5, ["*", 17, ["sqrt", ["/", ["get", "matters"], most]]]],
    "circle-color": ["case", disputed, colour("disputed"), colour("h0")],
    "circle-opacity": 0.6,
    "circle-stroke-color": ["case", disputed, colour("ink"), colour("sheet")],
    "circle-stroke-width": ["case", disputed, 2, 1],
  } });
}

function told(place) {
  const { matters, disputed } = place.properties;
  return `${place.properties.name}: ${matters.toLocaleString()} ${matters === 1 ? "matter" : "matters"}${disputed ? `, ${disputed.toLocaleString()} disputed` : ""}`;
}

// Names are links of the page itself: they take the keyboard, and need no fonts from anywhere.
function labels(map, features) {
  const pins = [];
  for (const place of features.slice(0, LABELS)) {
    const link = document.createElement("a");
    link.className = "pin";
    link.href = place.properties.href;
    link.dir = "auto";
    if (place.properties.disputed) {
      const sign = document.createElement("span");
      sign.className = "sign";
      sign.textContent = "≠\u00a0";
      link.append(sign);
    }
    link.append(place.properties.name);
    new maplibregl.Marker({ element: link, anchor: "bottom", offset: [0, -8] }).setLngLat(place.geometry.coordinates).addTo(map);
    link.setAttribute("aria-label", told(place)); // over the one that the marker has set
    link.removeAttribute("role");
    pins.push(link);
  }
  const clear = () => spread(pins);
  map.on("moveend", clear);
  clear();
}

// Of names that would cover each other only the first stays; the list below the map has them all.
function spread(pins) {
  const taken = [];
  for (const pin of pins) {
    const one = pin.getBoundingClientRect();
    const away = taken.some((o) => one.left < o.right && one.right > o.left && one.top < o.bottom && one.bottom > o.top);
    pin.classList.toggle("away", away);
    if (!away) taken.push(one);
  }
}

function hover(map) {
  const popup = new maplibregl.Popup({ closeButton: false, closeOnClick: false, offset: 12 });
  map.on("mousemove", "places", (event) => {
    map.getCanvas().classList.add("pointing");
    popup.setLngLat(event.features[0].geometry.coordinates).setText(told(event.features[0])).addTo(map);
  });
  map.on("mouseleave", "places", () => popup.remove());
  map.on("click", "places", (event) => { location.assign(event.features[0].properties.href); });
}

async function show(box) {
  const data = await (await fetch(box.dataset.circles)).json();
  if (!data.features.length) return;
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  box.append(canvas);
  box.classList.add("live");
  const map = new maplibregl.Map({
    container: canvas, style: box.dataset.style || background(), bounds: bounds(data.features),
    fitBoundsOptions: { padding: 60, maxZoom: 10 }, attributionControl: { compact: true, customAttribution: "Outlines: OCHA" },
    dragRotate: false, pitchWithRotate: false,
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => {
    outlines(map, box);
    circles(map, data);
    labels(map, data.features);
    hover(map);
    box.dataset.ready = "yes";
  });
  return map;
}

for (const box of document.querySelectorAll("[data-circles]")) {
  try {
    box.map = await show(box);
  } catch (error) {
    box.classList.remove("live");
    box.querySelector(".canvas")?.remove();
    console.warn("The map could not be drawn:", error);
  }
}
