using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Simulators.Proxmox.Access;

/// <summary>Tickets for two hours, and the tokens that go with them against forged requests.</summary>
static class Tickets
{
    static readonly TimeSpan Life = TimeSpan.FromHours(2);

    public static string Issue(string cluster, string userId, DateTimeOffset now)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"PVE:{userId}:{now.ToUnixTimeSeconds():X8}");
        return $"{text}::{Sign(cluster, text)}";
    }

    public static string IssueToken(string cluster, string userId, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds().ToString("X8", CultureInfo.InvariantCulture);
        return $"{time}:{Sign(cluster, $"{time}:{userId}")}";
    }

    /// <summary>Whose ticket it is; null when it is none, or too old.</summary>
    public static string? UserOf(string cluster, string ticket, DateTimeOffset now)
    {
        var parts = ticket.Split("::", 2);
        if (parts.Length < 2 || parts[1] != Sign(cluster, parts[0]) || parts[0].Split(':') is not ["PVE", var userId, var time])
            return null;
        var age = now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return age < Life ? userId : null;
    }

    public static bool IsToken(string cluster, string userId, string token) =>
        token.Split(':') is [var time, var hash] && hash == Sign(cluster, $"{time}:{userId}");

    // It keeps nobody out: the key is the installation's name, so that tickets outlive the process.
    static string Sign(string cluster, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(cluster), Encoding.UTF8.GetBytes(text))).TrimEnd('=');
}
