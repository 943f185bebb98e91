using System.Globalization;

namespace DotNet.Testcontainers.Configurations;

/// <summary>The kernel's tables of TCP sockets, <c>/proc/net/tcp</c> and <c>tcp6</c>.</summary>
static class SocketTable
{
    /// <summary>The state LISTEN of the kernel's <c>net/tcp_states.h</c>.</summary>
    const string Listen = "0A";

    public static bool HasListener(string table, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return table.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(fields => fields.Length > 3 && fields[3] == Listen && fields[1].EndsWith(suffix, StringComparison.Ordinal));
    }
}
