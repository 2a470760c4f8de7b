create table dns_record (
	id bigint not null auto_increment primary key,
	zone varchar(255) not null,
	name varchar(255) not null,
	type varchar(20) not null,
	ttl int default 3600 not null,
	data mediumtext not null,
	foreign key (zone) references dns_zone (name) on delete cascade
);
