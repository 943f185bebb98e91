using HomeLab.Dns.Providers;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

[SuiteRequires(Requirement.Bind, Requirement.DnsTools)]
public sealed class BindTests() : NameServerConformance(NameServerSoftware.Bind)
{
    [SuiteFact]
    public async Task A_name_that_it_does_not_take_is_refused_alone_and_named()
    {
        var zone = await ZoneAsync();

        var results = await Provider.WriteAsync(
            zone,
            [
                Alone(new ProviderWrite.Create(Wants("my_app.example.org", "A", "192.0.2.1").ToRecord(), "")),
                Alone(new ProviderWrite.Create(Wants("_sip._tcp.example.org", "SRV", "0 5 443 my_app.example.org").ToRecord(), "")),
                Alone(new ProviderWrite.Create(Wants("my_app.example.org", "TXT", "a text").ToRecord(), "")),
            ],
            TimeSpan.FromMinutes(1), default);

        Assert.All(results.Take(2), result =>
        {
            var reason = Assert.IsType<WriteResult.Rejected>(Assert.Single(result)).Reason;
            Assert.Equal(ProviderReasons.Refused, reason.Code);
            Assert.Contains("my_app.example.org is no host name", reason.Message, StringComparison.Ordinal);
        });
        Assert.IsType<WriteResult.Applied>(Assert.Single(results[2]));
    }
}
