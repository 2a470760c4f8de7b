create table members (name varchar(50) not null primary key);
insert into members (name) values ('alice');
