using HomeLab.Dns.Answers;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Tests.Answers;

public class NameServersTests
{
    [Fact]
    public async Task Who_answers_for_a_webhook_providers_zone_is_not_told_and_nobody_is_asked()
    {
        var servers = new NameServers(Options.Create(new DnsOptions()), TimeProvider.System);

        var found = await servers.OfAsync(ZoneName.Parse("home.arpa@unifi"), new ProviderAccount.Webhook("unifi", new Uri("http://127.0.0.1:8888")), default);

        Assert.False(found.TryGetValue(out _, out var reason));
        Assert.Equal(NameServers.NotAsked, reason.Code);
    }
}
