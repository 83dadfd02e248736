#pragma once

// What headers of windows, toolkits and terminals define: macros with the names of everything.

#define None 0L
#define Bool int
#define Status int
#define Always 2
#define Success 0
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define interface struct
#define ERROR 0
#define DELETE 0x10000L
#define STRICT 1
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define IGNORE 0
#define emit
#define slots
#define signals public
#define foreach(item, all) for (item : all)
#define forever for (;;)
#define major(number) ((number) >> 8)
#define minor(number) ((number) & 255)
#define I 1.0i
#define unix 1
#define linux 1
#define _(text) text
#define OK 0
#define DEBUG 1
#define PAGE_SIZE 4096
