create table torsion_account (
	name_key varchar(255) not null,
	name varchar(255) not null,
	status varchar(20) not null,
	created timestamp default current_timestamp not null,
	primary key (name_key)
);

create table torsion_account_authority (
	name_key varchar(255) not null,
	authority varchar(150) not null,
	primary key (name_key, authority),
	foreign key (name_key) references torsion_account (name_key) on delete cascade
);

-- fingerprint: of certificates alone; encoding: of passwords alone
create table torsion_account_secret (
	name_key varchar(255) not null,
	kind varchar(20) not null,
	label varchar(100) not null,
	protocols varchar(1000),
	secret_value varchar(4000) not null,
	encoding varchar(100),
	fingerprint varchar(64),
	created timestamp default current_timestamp not null,
	primary key (name_key, kind, label),
	unique (fingerprint),
	foreign key (name_key) references torsion_account (name_key) on delete cascade
);

create index torsion_account_encoding on torsion_account_secret (encoding);
