using System.Text;

namespace HomeLab.Proxmox.Tests.Server;

/// <summary>An answer down to its reason phrase; null bytes cut the connection instead.</summary>
sealed record PveReply(byte[]? Bytes, bool EndsConnection)
{
    public static readonly PveReply Cut = new(null, true);

    /// <summary>Never comes.</summary>
    public static readonly PveReply Silence = new(null, false);

    public static PveReply Ok(string data) => Status(200, "OK", $$"""{"data":{{data}}}""");

    public static PveReply Raw(string text, bool endsConnection = false) => new(Encoding.UTF8.GetBytes(text), endsConnection);

    /// <summary>As the daemon writes it: the reason phrase is the error, and the connection ends with it.</summary>
    public static PveReply Status(int status, string reason, string body, params string[] headers)
    {
        var lines = string.Concat(headers.Select(header => header + "\r\n"));
        var end = status >= 400 ? "Connection: close\r\n" : "";
        return Raw(
            $"HTTP/1.1 {status} {reason}\r\nServer: pve-api-daemon/3.0\r\nContent-Type: application/json;charset=UTF-8\r\n{end}{lines}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}",
            status >= 400);
    }

    /// <summary>Of the versions before 2025, which have their text in the reason phrase alone.</summary>
    public static PveReply No(int status, string reason) => Status(status, reason, """{"data":null}""");

    /// <summary>Of a proxy in front, which knows nothing of Proxmox.</summary>
    public static PveReply Page(int status, params string[] headers)
    {
        const string Html = "<html>nginx</html>";
        var lines = string.Concat(headers.Select(header => header + "\r\n"));
        return Raw($"HTTP/1.1 {status} Whatever\r\nServer: nginx\r\nContent-Type: text/html\r\n{lines}Content-Length: {Html.Length}\r\n\r\n{Html}");
    }
}
