create table cars (name varchar(50) not null primary key);
