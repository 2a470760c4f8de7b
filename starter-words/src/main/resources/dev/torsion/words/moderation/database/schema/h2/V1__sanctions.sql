-- end_ms, created_ms: milliseconds since 1970
create table words_sanction (
	id varchar(16) not null,
	kind varchar(20) not null,
	target varchar(20) not null,
	subject varchar(255) not null,
	end_ms bigint,
	reason varchar(500) not null,
	set_by varchar(500) not null,
	created_ms bigint not null,
	primary key (id)
);
