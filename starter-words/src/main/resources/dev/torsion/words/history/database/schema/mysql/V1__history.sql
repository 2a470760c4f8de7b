-- account_one, account_other: of what two accounts say to each other alone; last_seq: numbers that were given up to
-- when it was last found
create table words_conversation (
	id bigint not null auto_increment primary key,
	conversation_key varchar(600) not null,
	public_id varchar(16) not null,
	account_one varchar(300),
	account_other varchar(300),
	last_seq bigint default 0 not null,
	unique (conversation_key),
	unique (public_id)
) character set utf8mb4 collate utf8mb4_bin;

create index words_conversation_one on words_conversation (account_one);

create index words_conversation_other on words_conversation (account_other);

-- time_ms, edited_ms: milliseconds since 1970; said: whether it is a message; tags: as forms of the web are encoded
create table words_entry (
	conversation bigint not null,
	seq bigint not null,
	time_ms bigint not null,
	kind varchar(20) not null,
	said boolean not null,
	nick varchar(255) not null,
	user_name varchar(255) not null,
	host varchar(255) not null,
	account varchar(255),
	bot boolean not null,
	subject varchar(255) not null,
	content mediumtext not null,
	tags mediumtext not null,
	edited_ms bigint,
	primary key (conversation, seq),
	foreign key (conversation) references words_conversation (id) on delete cascade
) character set utf8mb4 collate utf8mb4_bin;

create index words_entry_said on words_entry (conversation, said, seq);

create index words_entry_time on words_entry (conversation, time_ms, seq);
