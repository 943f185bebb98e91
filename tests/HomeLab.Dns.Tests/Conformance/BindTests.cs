using HomeLab.Dns.Providers;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

[SuiteRequires(Requirement.Bind, Requirement.DnsTools)]
public sealed class BindTests() : NameServerConformance(NameServerSoftware.Bind)
{
    [SuiteFact]
    public async Task What_it_does_not_take_is_refused_alone()
    {
        var zone = await ZoneAsync();

        var results = await Provider.WriteAsync(
            zone,
            [
                Alone(new ProviderWrite.Create(Wants("my_app.example.org", "A", "192.0.2.1").ToRecord(), "")),
                Alone(new ProviderWrite.Create(Wants("_sip._tcp.example.org", "SRV", "0 5 443 my_app.example.org").ToRecord(), "")),
                Alone(new ProviderWrite.Create(Wants("example.org", "MX", "10 mail.example.org").ToRecord(), "")),
                Alone(new ProviderWrite.Create(Wants("my_app.example.org", "TXT", "a text").ToRecord(), "")),
            ],
            TimeSpan.FromMinutes(1), default);

        Assert.All(results.Take(3), result =>
        {
            var reason = Assert.IsType<WriteResult.Rejected>(Assert.Single(result)).Reason;
            Assert.Equal(ProviderReasons.Refused, reason.Code);
            Assert.Contains("by a rule of its own", reason.Message, StringComparison.Ordinal);
        });
        Assert.IsType<WriteResult.Applied>(Assert.Single(results[3]));
    }
}
