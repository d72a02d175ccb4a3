// Shows pictures that Python computed, each with its words and its table: see _picture.html.
//
// A picture: {title, description, drawing: tree or null, table: {caption, head, rows} or null, empty}

import { fill } from "../kit/fill.js";
import { draw } from "./drawing.js";

/** @import { Outcomes, Picture, Table } from "../../types/messages" */

const MORE = 100; // rows of a table at a time: a reader pages, a browser stays quick

// Fills root's [data-pictures] and [data-outcomes] from {pictures: […], outcomes}.
/** @type {(root: Element, shown: { pictures: Picture[], outcomes: Outcomes }) => void} */
export function showPictures(root, { pictures, outcomes }) {
  const list = root.querySelector("[data-pictures]");
  const template = list.querySelector(":scope > template");
  const open = new Set(
    [...list.querySelectorAll("[data-picture]:has(details[open])")].map(
      (frame) => frame.dataset.picture,
    ),
  );
  const frames = pictures.map((picture) => {
    const frame = template.content.cloneNode(true).firstElementChild;
    frame.dataset.picture = picture.id;
    showPicture(frame, picture);
    frame.querySelector("details").open = open.has(picture.id) && Boolean(picture.table);
    return frame;
  });
  list.replaceChildren(template, ...frames);
  const closing = root.querySelector("[data-outcomes]");
  fill(closing, outcomes);
  closing.hidden = false;
  showTable(closing.querySelector("[data-table]"), outcomes.table);
  showTable(closing.querySelector("[data-links-table]"), outcomes.links_table);
}

// Fills one frame with one picture.
/** @type {(frame: HTMLElement, picture: Omit<Picture, "id" | "empty">) => void} */
export function showPicture(frame, picture) {
  fill(frame, { empty: "", ...picture });
  const place = frame.querySelector("[data-drawing]");
  place.replaceChildren(...(picture.drawing ? [draw(picture.drawing)] : []));
  place.hidden = !picture.drawing;
  const details = frame.querySelector("details");
  details.hidden = !picture.table || picture.table.rows.length === 0;
  const table = frame.querySelector("[data-table]");
  table.replaceChildren();
  const showOnce = () => {
    if (details.open && !table.hasChildNodes()) showTable(table, picture.table);
  };
  details.ontoggle = showOnce; // one picture after another may come into the same frame
  showOnce();
}

// Fills the place of a table; with null it is hidden.
/** @type {(place: HTMLElement, table: Table | null) => void} */
export function showTable(place, table) {
  place.hidden = !table;
  if (!table) return place.replaceChildren();
  const element = document.createElement("table");
  element.className = "figures-table";
  const caption = element.createCaption();
  caption.textContent = table.caption;
  element.createTHead().append(rowOf(table.head, true));
  const body = element.createTBody();
  const more = place.parentElement?.querySelector("[data-do=more-rows]");
  const addRows = () => {
    const rows = table.rows.slice(body.rows.length, body.rows.length + MORE);
    body.append(...rows.map((cells) => rowOf(cells, false)));
    if (more) more.hidden = body.rows.length >= table.rows.length;
  };
  if (more) {
    more.onclick = () => {
      const first = body.rows.length;
      addRows();
      body.rows[first].cells[0].tabIndex = -1;
      body.rows[first].cells[0].focus();
    };
  }
  addRows();
  return place.replaceChildren(element);
}

/** @type {(cells: string[], head: boolean) => HTMLTableRowElement} */
function rowOf(cells, head) {
  const row = document.createElement("tr");
  row.append(
    ...cells.map((text, index) => {
      const heading = head || index === 0;
      const cell = document.createElement(heading ? "th" : "td");
      if (heading) cell.scope = head ? "col" : "row";
      cell.textContent = text;
      return cell;
    }),
  );
  return row;
}
