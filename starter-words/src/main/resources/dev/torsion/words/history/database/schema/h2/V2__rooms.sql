-- created_ms, topic_ms: milliseconds since 1970; flags: their names, with commas between
create table words_room (
	name_key varchar(255) not null,
	name varchar(255) not null,
	created_ms bigint not null,
	founder varchar(255),
	topic varchar(1000000) not null,
	topic_by varchar(600) not null,
	topic_ms bigint not null,
	flags varchar(500) not null,
	room_key varchar(500),
	member_limit int not null,
	role_name varchar(255),
	primary key (name_key)
);

create table words_room_mask (
	name_key varchar(255) not null,
	list_name varchar(20) not null,
	list_position int not null,
	mask varchar(1000) not null,
	set_by varchar(600) not null,
	set_ms bigint not null,
	primary key (name_key, list_name, list_position),
	foreign key (name_key) references words_room (name_key) on delete cascade
);
