// libcurl for Swift: its variadic functions as a typed function for each kind of value, the Linux headers that the
// engine's loop needs, and the one-time setup.
#ifndef DUET_CCURL_H
#define DUET_CCURL_H

// Without this, handles are `void *`, and any handle can be passed to any function.
#define CURL_NO_OLDIES 1
#define CURL_DISABLE_TYPECHECK 1

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdint.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

// Process setup. OpenSSL frees its tables in an exit handler while loop threads may still be in a handshake, which
// crashes most such processes. Therefore OPENSSL_INIT_NO_ATEXIT (0x00080000) must be set before libcurl initializes
// OpenSSL. The symbol is looked up at run time, so that a libcurl with another TLS library works as well.
static inline CURLcode duet_curl_global_init(void) {
    typedef int (*openssl_init)(uint64_t, const void *);
    openssl_init init = (openssl_init)dlsym(RTLD_DEFAULT, "OPENSSL_init_crypto");
    if (init != 0) init(0x00080000ULL, 0);
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

// Names newer than libcurl 7.81, by number, so that this builds with its headers. An older libcurl refuses them at run
// time (CURLE_UNKNOWN_OPTION). Names it had and later deprecated are here as well, because using those warns.
static const CURLoption duet_option_protocols = (CURLoption)181;                // CURLOPT_PROTOCOLS
static const CURLoption duet_option_protocols_string = (CURLoption)10318;       // CURLOPT_PROTOCOLS_STR, 7.85
static const CURLoption duet_option_quick_exit = (CURLoption)322;               // CURLOPT_QUICK_EXIT, 7.87
static const long duet_protocols_http = 1 | 2;                                  // CURLPROTO_HTTP | CURLPROTO_HTTPS

// What this libcurl is. The field `feature_names` follows `gsasl_version` since 7.87, whose age is 10.
static inline const curl_version_info_data *duet_version_info(void) {
    return curl_version_info(CURLVERSION_NOW);
}
static inline const char *const *duet_feature_names(const curl_version_info_data *info) {
    return (int)info->age >= 10 ? *(const char *const *const *)(&info->gsasl_version + 1) : 0;
}

// Options of easy handles, by kind of value.
static inline CURLcode duet_easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode duet_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode duet_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode duet_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode duet_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*duet_data_callback)(char *data, size_t size, size_t count, void *context);
typedef int (*duet_seek_callback)(void *context, curl_off_t offset, int origin);
typedef int (*duet_prereq_callback)(
    void *context, char *remote_address, char *local_address, int remote_port, int local_port);
typedef curl_socket_t (*duet_open_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*duet_close_callback)(void *context, curl_socket_t socket);
typedef int (*duet_resolver_callback)(void *state, void *reserved, void *context);
typedef int (*duet_debug_callback)(CURL *easy, curl_infotype kind, char *data, size_t count, void *context);

static inline CURLcode duet_easy_set_data_callback(CURL *easy, CURLoption option, duet_data_callback value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode duet_easy_set_seek(CURL *easy, duet_seek_callback value) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, value);
}
static inline CURLcode duet_easy_set_prereq(CURL *easy, duet_prereq_callback value) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}
static inline CURLcode duet_easy_set_open(CURL *easy, duet_open_callback value) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}
static inline CURLcode duet_easy_set_close(CURL *easy, duet_close_callback value) {
    return curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, value);
}
static inline CURLcode duet_easy_set_resolver_start(CURL *easy, duet_resolver_callback value) {
    return curl_easy_setopt(easy, CURLOPT_RESOLVER_START_FUNCTION, value);
}
static inline CURLcode duet_easy_set_debug(CURL *easy, duet_debug_callback value) {
    return curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, value);
}

// Information about easy handles, by kind of value.
static inline CURLcode duet_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode duet_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode duet_easy_get_string(CURL *easy, CURLINFO info, char **value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode duet_easy_get_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, (char **)value);
}
static inline CURLcode duet_easy_get_socket(CURL *easy, CURLINFO info, curl_socket_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

// Options of multi handles.
typedef int (*duet_socket_callback)(CURL *easy, curl_socket_t socket, int what, void *context, void *assigned);
typedef int (*duet_timer_callback)(CURLM *multi, long timeout_ms, void *context);

static inline CURLMcode duet_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
static inline CURLMcode duet_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
    return curl_multi_setopt(multi, option, value);
}
static inline CURLMcode duet_multi_set_socket(CURLM *multi, duet_socket_callback value) {
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value);
}
static inline CURLMcode duet_multi_set_timer(CURLM *multi, duet_timer_callback value) {
    return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value);
}

static inline CURLSHcode duet_share_add(CURLSH *share, curl_lock_data data) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, data);
}

// The result of a finished transfer is in a union whose members Swift does not import.
static inline CURLcode duet_message_result(const CURLMsg *message) {
    return message->data.result;
}

// Constants that are macros with casts, which Swift does not import.
static const long duet_auth_basic = (long)CURLAUTH_BASIC;
static const size_t duet_write_pause = CURL_WRITEFUNC_PAUSE;
static const size_t duet_read_pause = CURL_READFUNC_PAUSE;
static const size_t duet_read_abort = CURL_READFUNC_ABORT;
static const curl_socket_t duet_socket_bad = CURL_SOCKET_BAD;
static const curl_socket_t duet_socket_timeout = CURL_SOCKET_TIMEOUT;

static inline void duet_name_this_thread(const char *name) {
    prctl(PR_SET_NAME, (unsigned long)name, 0, 0, 0);
}
static inline void duet_epoll_event_set(struct epoll_event *event, uint32_t events, uint64_t data) {
    event->events = events;
    event->data.u64 = data;
}
static inline uint64_t duet_epoll_event_data(const struct epoll_event *event) {
    return event->data.u64;
}

#endif
