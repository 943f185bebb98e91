using System.Net.Sockets;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>What a failure means for the zone, and what a person can do.</summary>
/// <param name="server">For people: the lab's name of the server and where it is.</param>
sealed class Rfc2136Reasons(string server, string key)
{
    /// <summary>Whether the exception says something of the server or the network, and is no mistake of ours.</summary>
    public static bool IsFailure(Exception e) =>
        e is SocketException or IOException or TimeoutException or TsigException or DnsFormatException or DnsRefusedException or SecretMissingException;

    public Reason OfReading(Exception e, string zone) => e switch
    {
        SecretMissingException => new Reason(ProviderReasons.TokenRefused, $"There is no key for {server}: {e.Message}"),
        // Knot signs nothing about zones that it does not serve.
        TsigException { Unsigned: ResponseCode.NotAuthoritative } or DnsRefusedException { Code: ResponseCode.NotAuthoritative } => new Reason(
            ProviderReasons.ZoneNotFound, $"{server} does not serve {zone}. Add the zone there, or take it out of dnsServers in the lab."),
        TsigException => Unproven(e),
        DnsRefusedException { Code: ResponseCode.Refused } => new Reason(
            ProviderReasons.TokenRefused,
            $"{server} refuses to transfer {zone} to the key {key}. Let the key transfer it (BIND: allow-transfer {{ key {key}; }}; Knot: an acl with action: transfer)."),
        _ => Unavailable(e),
    };

    /// <param name="code">Of a proven answer to an update.</param>
    public Reason OfWriting(ResponseCode code, string what) => code switch
    {
        ResponseCode.NameExists or ResponseCode.SetExists => new Reason(
            ProviderReasons.AlreadyExists, $"{what}: {server} has more there than was read a moment ago; somebody else changed it. Nothing was written."),
        ResponseCode.NoSuchSet or ResponseCode.NoSuchName => new Reason(
            ProviderReasons.Gone, $"{what}: {server} no longer has there what was read a moment ago; somebody else changed it. Nothing was written."),
        ResponseCode.Refused => new Reason(
            ProviderReasons.TokenRefused,
            $"{server} refuses updates of the key {key}. Let the key update the zone (BIND: allow-update {{ key {key}; }}; Knot: an acl with action: update)."),
        ResponseCode.NotAuthoritative => new Reason(ProviderReasons.ZoneNotFound, $"{server} is not the primary server of the zone any more."),
        _ => new Reason(ProviderReasons.Refused, $"{what}: {server} answers {code}."),
    };

    /// <summary>Of a record that the server does not take from a key that may update the zone.</summary>
    /// <remarks>https://bind9.readthedocs.io/en/stable/reference.html (check-names, check-integrity, update-policy)</remarks>
    public Reason RefusedAlone(string what) => new(
        ProviderReasons.Refused,
        $"{what}: {server} refuses it by a rule of its own, which its log names (BIND: check-names where a name is no host name, check-integrity where mail goes "
        + "to a name of the zone without an address, update-policy). Take it out of the zone there, or let the server have it.");

    public Reason Unproven(Exception e) => new(
        ProviderReasons.TokenRefused, $"{server}: {e.Message}. Name, algorithm and secret of the key have to be the server's (tsig in the lab's dnsServers), and both clocks right.");

    public Reason Unavailable(Exception e) => new(ProviderReasons.Unavailable, $"{server} does not answer: {e.Message.TrimEnd('.')}.");

    public Reason LeftOut(string what) => new(
        ProviderReasons.Refused, $"{server} took the update and left {what} out; something at that name excludes it.");
}
