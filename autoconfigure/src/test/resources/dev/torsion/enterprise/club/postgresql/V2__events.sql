create table events (number integer generated always as identity primary key, name varchar(50) not null);
