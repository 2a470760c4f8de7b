-- serial: changes with the records, and is that of the SOA record
create table dns_zone (
	name varchar(255) not null,
	serial bigint default 1 not null,
	primary key (name)
);
