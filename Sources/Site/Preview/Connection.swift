#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open socket of this process.
struct Connection: Sendable {
    /// Its file descriptor.
    let number: Int32

    /// What tells a socket from a later one with the same number; nil where it is gone already.
    var identity: UInt64? {
        var status = stat()
        return fstat(number, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    var isListening: Bool {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) == 0 && value != 0
    }

    /// The connections that this listening socket gave: those that have its address.
    var connections: [Connection] {
        guard let address else { return [] }
        return (0..<min(getdtablesize(), 4096)).lazy.map(Connection.init(number:)).filter {
            $0.number != number && $0.address == address
        }
    }

    /// Bytes that the other side has sent so far, read or not; 0 where the system does not tell.
    var bytesReceived: UInt64 {
        #if canImport(Glibc)
            // The kernel's `tcp_info`, of which the C library declares the beginning only.
            let place = 128
            var info = [UInt8](repeating: 0, count: place + 8)
            var length = socklen_t(info.count)
            guard getsockopt(number, Int32(IPPROTO_TCP), TCP_INFO, &info, &length) == 0,
                length >= info.count
            else { return 0 }
            return info.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
        #else
            var info = tcp_connection_info()
            var length = socklen_t(MemoryLayout<tcp_connection_info>.size)
            let status = getsockopt(number, IPPROTO_TCP, TCP_CONNECTION_INFO, &info, &length)
            return status == 0 ? info.tcpi_rxbytes : 0
        #endif
    }

    /// Takes in only so many bytes before they are read, here and in the connections that this
    /// listening socket will give.
    func holdBack(_ bytes: Int) {
        var bytes = Int32(clamping: bytes)
        setsockopt(number, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Ends it for both sides, with what has come and was not read; whoever reads from it or writes
    /// to it is told.
    func end() {
        shutdown(number, Int32(SHUT_RDWR))
        #if canImport(Glibc)
            // Elsewhere what has come is dropped by now; Linux would have it read first.
            var nowhere = sockaddr()
            nowhere.sa_family = sa_family_t(AF_UNSPEC)
            connect(number, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
        #endif
    }

    /// Its port and number on this machine; nil where it is no socket of IPv4.
    private var address: [UInt32]? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(number, $0, &length)
            }
        }
        guard status == 0, address.sin_family == sa_family_t(AF_INET) else { return nil }
        return [UInt32(address.sin_port), address.sin_addr.s_addr]
    }
}
