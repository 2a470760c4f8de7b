create table events (number integer auto_increment primary key, name varchar(50) not null);
