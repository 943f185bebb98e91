using System.Globalization;

namespace HomeLab.Dns.Records;

/// <summary>How long resolvers keep an answer; <see cref="Automatic"/> leaves it to the provider and is written 1.</summary>
readonly record struct Ttl
{
    public const int Longest = 86400;
    const int Shortest = 30;

    readonly int seconds;

    Ttl(int seconds) => this.seconds = seconds;

    public static Ttl Automatic => default;

    public int Seconds => seconds == 0 ? 1 : seconds;

    /// <summary>Seconds for which it is answered; 300 where the provider decides, which is Cloudflare's automatic and ours at a server.</summary>
    /// <remarks>https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/</remarks>
    public int Served => seconds == 0 ? 300 : seconds;

    public static bool TryCreate(int seconds, out Ttl ttl)
    {
        ttl = seconds is 0 or 1 ? Automatic : new Ttl(seconds);
        return seconds is 0 or 1 or (>= Shortest and <= Longest);
    }

    /// <summary>What a provider said, valid or not.</summary>
    public static Ttl Read(int seconds) => seconds <= 1 ? Automatic : new Ttl(seconds);

    public override string ToString() => seconds == 0 ? "auto" : seconds.ToString(CultureInfo.InvariantCulture);
}
