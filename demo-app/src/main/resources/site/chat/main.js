import { Chat, key } from "./chat.js";
import { View } from "./view.js";

const $ = (id) => document.getElementById(id);
const view = new View();
const chat = new Chat(new URL("/words", location.href.replace(/^http/, "ws")), view);
let edited;

/** Does something, and says so if that fails. */
async function attempt(work) {
	view.problem("");
	try {
		await work();
		return true;
	}
	catch (failure) {
		view.problem(failure.message);
		return false;
	}
}

function edit(message) {
	edited = message;
	view.editing(message);
}

async function say(event) {
	event.preventDefault();
	const text = $("text").value.trim();
	const message = edited;
	if (text && chat.current) {
		edit(undefined);
		const done = await attempt(() => message ? chat.edit(message, text) : chat.say(text));
		if (!done && !$("text").value) {
			edit(message);
			$("text").value = text;
		}
	}
}

function ask(button) {
	if (button.dataset.asked) {
		attempt(() => chat.redact(button.closest("li").dataset.id));
	}
	else {
		button.dataset.asked = "true";
		button.textContent = "Really delete?";
		button.focus();
	}
}

function onMessages(event) {
	const button = event.target.closest("button");
	if (button?.className === "edit") {
		edit(chat.current.find(button.closest("li").dataset.id));
	}
	else if (button) {
		ask(button);
	}
}

function move(shown, event) {
	const target = {
		ArrowUp: shown.previousElementSibling ?? $("earlier"), ArrowDown: shown.nextElementSibling,
		Home: shown.parentElement.firstElementChild, End: shown.parentElement.lastElementChild
	}[event.key];
	if (target) {
		event.preventDefault();
		view.focus(target);
	}
}

function onMessageKey(event) {
	const shown = event.target.closest("li");
	if (!shown || event.ctrlKey || event.altKey || event.metaKey) {
		return;
	}
	move(shown, event);
	if (event.target === shown && event.key.toLowerCase() === "e" && shown.querySelector(".edit")) {
		event.preventDefault();
		edit(chat.current.find(shown.dataset.id));
	}
	else if (event.target === shown && event.key === "Delete" && shown.querySelector(".delete")) {
		ask(shown.querySelector(".delete"));
	}
	else if (event.key === "Escape") {
		$("text").focus();
	}
}

function onTextKey(event) {
	if (event.key === "ArrowUp" && !$("text").value && chat.ownLast()) {
		event.preventDefault();
		edit(chat.ownLast());
	}
	else if (event.key === "Escape" && edited) {
		edit(undefined);
	}
}

async function enter(event) {
	event.preventDefault();
	const name = $("room").value.trim().replace(/^#/, "");
	await attempt(async () => {
		chat.show(chat.rooms.get(key(name)) ?? await chat.enter(name));
		$("room").value = "";
		$("text").focus();
	});
}

$("say").addEventListener("submit", say);
$("cancel").addEventListener("click", () => edit(undefined));
$("text").addEventListener("keydown", onTextKey);
$("text").addEventListener("input", () => chat.typed($("text").value === ""));
$("enter").addEventListener("submit", enter);
$("leave").addEventListener("click", () => attempt(() => chat.leave()));
$("earlier").addEventListener("click", () => attempt(() => chat.showEarlier()));
$("messages").addEventListener("click", onMessages);
$("messages").addEventListener("keydown", onMessageKey);
$("log").addEventListener("scroll", () => chat.seen());
$("rooms").addEventListener("click", (event) => {
	const name = event.target.closest("button")?.dataset.room;
	if (name) {
		edited = undefined;
		view.editing(undefined);
		chat.show(chat.rooms.get(key(name)));
	}
});
addEventListener("focus", () => chat.seen());
chat.start();
