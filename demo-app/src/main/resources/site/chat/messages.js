/** How what was said is shown. Nothing of it is ever taken for markup. */
const ACTION = /^\u0001ACTION (.*?)\u0001?$/;
const FORMATS = /[\u0002\u000f\u0011\u0016\u001d-\u001f]|\u0003(\d{1,2}(,\d{1,2})?)?|\u0001/g;
const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function element(name, properties, ...children) {
	const made = Object.assign(document.createElement(name), properties);
	made.append(...children);
	return made;
}

function linked(text) {
	const parts = [];
	let from = 0;
	for (const found of text.matchAll(LINK)) {
		parts.push(text.slice(from, found.index));
		parts.push(element("a", { href: found[0], target: "_blank", rel: "noopener noreferrer", tabIndex: -1 }, found[0]));
		from = found.index + found[0].length;
	}
	parts.push(text.slice(from));
	return parts;
}

function timeOf(message) {
	const time = new Date(message.time);
	const today = time.toDateString() === new Date().toDateString();
	return element("time", { dateTime: message.time }, (today ? clock : calendar).format(time));
}

/** A message as an item of the list; own ones can be changed. */
export function item(message, own) {
	const action = ACTION.exec(message.text);
	const text = (action ? action[1] : message.text).replace(FORMATS, "");
	const shown = element("li", { tabIndex: -1, className: message.notice ? "notice" : "" });
	shown.dataset.id = message.id;
	shown.dataset.sequence = message.sequence;
	shown.append(timeOf(message), " ", ...(action ? ["* "] : []), element("b", {}, message.author.nick), action ? " " : ": ",
		element("span", { className: "text" }, ...linked(text)));
	if (message.edited) {
		shown.append(" ", element("small", {}, "(edited)"));
	}
	if (own) {
		shown.append(element("span", { className: "actions" },
			element("button", { type: "button", tabIndex: -1, className: "edit" }, "Edit"), " ",
			element("button", { type: "button", tabIndex: -1, className: "delete" }, "Delete")));
	}
	return shown;
}
