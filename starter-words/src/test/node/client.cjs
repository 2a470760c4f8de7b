// client.cjs PORT  joins #lobby as amy, says something, and tells what it hears and what it knows
const { Client } = require('irc-framework');
const client = new Client();

client.on('registered', () => client.join('#lobby'));
client.on('join', (event) => {
	if (event.nick === client.user.nick) {
		client.say('#lobby', 'hello from irc-framework');
	}
});
client.on('message', (event) => {
	console.log(`${event.type} ${event.nick} ${event.target} ${event.message} ${event.tags.msgid ? 'identified' : ''} ${event.time ? 'timed' : ''}`);
	if (event.message === 'who are you?') {
		client.whois(client.user.nick, (answer) => {
			console.log(`whois ${answer.nick} ${answer.account}`);
			client.quit('done');
		});
	}
});
client.on('close', () => process.exit(0));
client.connect({
	host: '127.0.0.1', port: Number(process.argv[2]), nick: 'framework', username: 'framework', gecos: 'irc-framework', auto_reconnect: false,
	enable_echomessage: true, account: { account: 'amy', password: 'secret' }
});
