using System.Text;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Transport;

public class TokenTests
{
    [Theory]
    [InlineData("  svc@pve!ctl=s3cret\r\n", "svc@pve!ctl=s3cret")]
    [InlineData("PVEAPIToken=svc@pve!ctl=s3cret", "svc@pve!ctl=s3cret")]
    [InlineData("a=b@pam!c.t-l=s3=cret%", "a=b@pam!c.t-l=s3=cret%25")]
    public async Task Takes_a_token_as_it_is_kept_in_files(string token, string sent)
    {
        await using var server = PveServer.Start(("GET version", PveReply.Ok("""{"version":"9"}""")));
        using var client = server.Client(token: token);

        await client.GetVersionAsync(default);

        Assert.Equal("PVEAPIToken=" + sent, Assert.Single(server.Seen).Headers["Authorization"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s3cret")]
    [InlineData("svc@pve=s3cret")]
    [InlineData("svc!ctl=s3cret")]
    [InlineData("svc@pve!ctl=s3cret\nX-Evil: 1")]
    [InlineData("svc@pve!ctl:s3cret")]
    public async Task Refuses_a_malformed_token_without_showing_or_sending_it(string token)
    {
        await using var server = PveServer.Start();
        using var client = server.Client(token: token);

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal(ProxmoxFailure.TokenRefused, e.Failure);
        Assert.DoesNotContain("s3cret", e.ToString());
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Is_not_sent_in_clear_text_beyond_this_machine()
    {
        var settings = new ProxmoxSettings { Endpoints = [new ProxmoxEndpoint(new Uri("http://192.0.2.1:8006"))] };
        using var client = new ProxmoxClient(settings, _ => ValueTask.FromResult(PveServer.Token), TimeProvider.System);

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal(ProxmoxFailure.TokenRefused, e.Failure);
    }

    [Fact]
    public async Task Secrets_that_the_server_repeats_are_not_repeated_further()
    {
        var echo = $"value 'hunter2-long' is bad, and so is {PveServer.Secret}";
        await using var server = PveServer.Start(("POST nodes/pve1/lxc", PveReply.Status(
            400, "Parameter verification failed.", $$$"""{"data":null,"message":"{{{echo}}}","errors":{"password":"{{{echo}}}"}}""")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.CreateGuestAsync(
            new GuestReference("pve1", GuestKind.Lxc, 200), new() { { "ostemplate", "local:vztmpl/x" }, { "password", "hunter2-long" } }, default));

        var shown = new StringBuilder().Append(e).AppendJoin(' ', e.Errors.Values).ToString();
        Assert.DoesNotContain("hunter2-long", shown);
        Assert.DoesNotContain(PveServer.Secret, shown);
        Assert.Contains("(secret)", shown);
    }

    [Fact]
    public async Task Is_asked_for_each_time()
    {
        await using var server = PveServer.Start(("GET version", PveReply.Ok("""{"version":"9"}""")));
        var tokens = new Queue<string>(["a@pve!ctl=1", "a@pve!ctl=2"]);
        using var client = new ProxmoxClient(
            new ProxmoxSettings { Endpoints = [new ProxmoxEndpoint(server.Address)] }, _ => ValueTask.FromResult(tokens.Dequeue()), TimeProvider.System);

        await client.GetVersionAsync(default);
        await client.GetVersionAsync(default);

        Assert.Equal(["PVEAPIToken=a@pve!ctl=1", "PVEAPIToken=a@pve!ctl=2"], server.Seen.Select(request => request.Headers["Authorization"]));
    }
}
