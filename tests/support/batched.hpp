// Stands before each file of a batch: what compilers say of files that stand alone.

// A local name may be that of an object in another file.
#pragma GCC diagnostic ignored "-Wshadow"
#if defined(__GNUC__) && !defined(__clang__)
// A file that is included is taken for a header, in which unnamed namespaces are a mistake.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif
