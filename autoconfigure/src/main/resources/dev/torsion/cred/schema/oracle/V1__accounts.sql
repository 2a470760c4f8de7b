create table torsion_account (
	name_key varchar2(255 char) not null,
	name varchar2(255 char) not null,
	status varchar2(20 char) not null,
	created timestamp default current_timestamp not null,
	primary key (name_key)
);

create table torsion_account_authority (
	name_key varchar2(255 char) not null,
	authority varchar2(150 char) not null,
	primary key (name_key, authority),
	foreign key (name_key) references torsion_account (name_key) on delete cascade
);

-- fingerprint: of certificates alone; encoding: of passwords alone
create table torsion_account_secret (
	name_key varchar2(255 char) not null,
	kind varchar2(20 char) not null,
	label varchar2(100 char) not null,
	protocols varchar2(1000 char),
	secret_value varchar2(4000) not null,
	encoding varchar2(100 char),
	fingerprint varchar2(64 char),
	created timestamp default current_timestamp not null,
	primary key (name_key, kind, label),
	unique (fingerprint),
	foreign key (name_key) references torsion_account (name_key) on delete cascade
);

create index torsion_account_encoding on torsion_account_secret (encoding);
