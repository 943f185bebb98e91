using System.Net;
using static HomeLab.Cloudflare.Tests.ScriptedHttp;

namespace HomeLab.Cloudflare.Tests;

public class CloudflareClientTests
{
    const string Zone = "00112233445566778899aabbccddeeff";
    const string Www = """{"id":"aa11","name":"www.example.org","type":"A","content":"192.0.2.1","ttl":1,"proxied":true,"tags":[]}""";

    static readonly RecordWrite NewRecord = new() { Type = "A", Name = "www.example.org", Content = "192.0.2.1" };

    readonly StoppedClock clock = new();

    [Fact]
    public async Task Reads_all_pages_of_a_zone()
    {
        var http = new ScriptedHttp(
            Ok($"[{Www}]", """{"page":1,"total_pages":2,"total_count":2}"""),
            Ok($"[{Www.Replace("aa11", "aa12")}]", """{"page":2,"total_pages":2,"total_count":2}"""));

        var records = await Client(http).ListRecordsAsync(Zone);

        Assert.Equal(["aa11", "aa12"], records.Select(record => record.Id));
        Assert.StartsWith($"GET /client/v4/zones/{Zone}/dns_records?page=1&per_page=", http.Seen[0].Line);
    }

    [Fact]
    public async Task Reads_all_tunnels_that_are_not_deleted_and_the_rules_of_one()
    {
        const string Lab = """{"id":"c1744f8b-faa1-48a4-9e5c-02ac921467fa","name":"lab","status":"healthy","config_src":"cloudflare","deleted_at":null}""";
        var http = new ScriptedHttp(
            Ok($"[{Lab}]", """{"page":1,"per_page":100,"count":1,"total_count":1,"total_pages":1}"""),
            Ok("""{"version":7,"config":{"ingress":[{"hostname":"a.example.org","path":"^/api","service":"http://a:80"},{"service":"http_status:404"}]}}"""),
            Ok("""{"version":0,"config":null}"""));
        var client = Client(http);

        var tunnel = Assert.Single(await client.ListTunnelsAsync("5a11", default));
        var configuration = await client.GetTunnelConfigurationAsync("5a11", tunnel.Id, default);

        Assert.Equal(("lab", "healthy", false), (tunnel.Name, tunnel.Status, tunnel.IsLocal));
        Assert.Equal([("a.example.org", "^/api", "http://a:80"), (null, null, "http_status:404")], configuration.Rules.Select(it => (it.Hostname, it.Path, it.Service)));
        Assert.Equal(7, configuration.Version);
        Assert.Empty((await client.GetTunnelConfigurationAsync("5a11", tunnel.Id, default)).Rules);
        Assert.Equal("GET /client/v4/accounts/5a11/cfd_tunnel?is_deleted=false&page=1&per_page=100", http.Seen[0].Line);
    }

    [Fact]
    public async Task Reads_again_when_records_moved_between_pages()
    {
        var http = new ScriptedHttp(
            Ok($"[{Www}]", """{"page":1,"total_pages":2,"total_count":2}"""),
            Ok($"[{Www}]", """{"page":2,"total_pages":2,"total_count":2}"""),
            Ok($"[{Www}]", """{"page":1,"total_pages":1,"total_count":1}"""));

        var records = await Client(http).ListRecordsAsync(Zone);

        Assert.Single(records);
    }

    [Fact]
    public async Task Refuses_a_list_that_is_shorter_than_it_says()
    {
        var shortPage = Ok($"[{Www}]", """{"page":1,"total_pages":1,"total_count":7}""");
        var http = new ScriptedHttp(shortPage, shortPage, shortPage);

        var e = await Assert.ThrowsAsync<CloudflareException>(() => Client(http).ListRecordsAsync(Zone));

        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Repeats_a_read_that_failed_for_a_passing_reason()
    {
        var http = new ScriptedHttp(Html(HttpStatusCode.BadGateway), Throws(new HttpRequestException("reset")), Ok(Www));

        var record = await Client(http).GetRecordAsync(Zone, "aa11", default);

        Assert.Equal("www.example.org", record.Name);
        Assert.Equal(3, http.Seen.Count);
    }

    [Fact]
    public async Task Gives_a_read_up_after_three_attempts()
    {
        var http = new ScriptedHttp(Html(HttpStatusCode.BadGateway), Html(HttpStatusCode.BadGateway), Html(HttpStatusCode.BadGateway));

        var e = await Assert.ThrowsAsync<CloudflareException>(() => Client(http).GetRecordAsync(Zone, "aa11", default));

        Assert.Equal((CloudflareFailure.Unavailable, true, false), (e.Failure, e.IsTransient, e.IsAmbiguous));
    }

    public static TheoryData<string, Func<HttpRequestMessage, HttpResponseMessage>> LostAnswers => new()
    {
        { "5xx page", Html(HttpStatusCode.BadGateway) },
        { "JSON 500", No(HttpStatusCode.InternalServerError, """{"code":10001,"message":"internal"}""") },
        { "page instead of JSON", Html(HttpStatusCode.OK) },
        { "empty body", Json(HttpStatusCode.OK, "") },
        { "cut JSON", Json(HttpStatusCode.OK, """{"success":true,"result":{"id":""") },
        { "no result", Ok("null") },
        { "broken connection", Throws(new HttpRequestException(HttpRequestError.ResponseEnded, "ended")) },
        { "timeout", Throws(new TaskCanceledException("timeout", new TimeoutException())) },
        { "request timeout", Html(HttpStatusCode.RequestTimeout) },
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Sends_a_write_once_and_says_that_its_answer_was_lost(
        string how, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var http = new ScriptedHttp(answer);

        var e = await Assert.ThrowsAsync<CloudflareException>(() => Client(http).CreateRecordAsync(Zone, NewRecord, default));

        Assert.True(e is { IsAmbiguous: true, IsTransient: true }, how);
        Assert.StartsWith("Could not confirm whether Cloudflare did create record www.example.org A", e.Message);
    }

    public static TheoryData<string, Func<HttpRequestMessage, HttpResponseMessage>, CloudflareFailure> CertainNos => new()
    {
        { "no connection", Throws(new HttpRequestException(HttpRequestError.ConnectionError, "refused")), CloudflareFailure.Unavailable },
        { "edge", Html(HttpStatusCode.Forbidden), CloudflareFailure.Unavailable },
        { "duplicate", No(HttpStatusCode.BadRequest, """{"code":81058,"message":"An identical record already exists."}"""), CloudflareFailure.Rejected },
        { "2xx without success", No(HttpStatusCode.OK, """{"code":1004,"message":"DNS Validation Error"}"""), CloudflareFailure.Rejected },
        { "gone", No(HttpStatusCode.NotFound, """{"code":81044,"message":"Record does not exist."}"""), CloudflareFailure.NotFound },
        { "token", No(HttpStatusCode.Forbidden, """{"code":10000,"message":"Authentication error"}"""), CloudflareFailure.TokenRefused },
        { "token form", No(HttpStatusCode.BadRequest, """{"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format for Authorization header"}]}"""), CloudflareFailure.TokenRefused },
        { "bad id", No(HttpStatusCode.NotFound, """{"code":7003,"message":"Could not route to /client/v4/zones/example.org"}"""), CloudflareFailure.Rejected },
        { "rate", No(HttpStatusCode.TooManyRequests, """{"code":971,"message":"More than 1200 requests"}"""), CloudflareFailure.RateLimited },
    };

    [Theory]
    [MemberData(nameof(CertainNos))]
    public async Task Tells_what_kind_of_no_it_was(
        string what, Func<HttpRequestMessage, HttpResponseMessage> answer, CloudflareFailure failure)
    {
        var e = await Assert.ThrowsAsync<CloudflareException>(
            () => Client(new ScriptedHttp(answer)).CreateRecordAsync(Zone, NewRecord, default));

        Assert.True(failure == e.Failure, what);
        Assert.False(e.IsAmbiguous, what);
    }

    [Fact]
    public async Task Prints_codes_and_their_chain()
    {
        var http = new ScriptedHttp(No(
            HttpStatusCode.BadRequest,
            """{"code":1004,"message":"DNS Validation Error","error_chain":[{"code":9021,"message":"Invalid TTL."}]}"""));

        var e = await Assert.ThrowsAsync<CloudflareException>(() => Client(http).CreateRecordAsync(Zone, NewRecord, default));

        Assert.Equal("Failed to create record www.example.org A: DNS Validation Error (1004): Invalid TTL. (9021).", e.Message);
        Assert.True(e.Has(9021) && e.Has(1004));
    }

    [Fact]
    public async Task Asks_for_the_token_each_time_and_trims_it()
    {
        var tokens = new Queue<string>(["first\n", "  second\r\n"]);
        var http = new ScriptedHttp(Ok(Www), Ok(Www));
        var client = Client(http, _ => ValueTask.FromResult(tokens.Dequeue()));

        await client.GetRecordAsync(Zone, "aa11", default);
        await client.GetRecordAsync(Zone, "aa11", default);

        Assert.Equal(["Bearer first", "Bearer second"], http.Seen.Select(call => call.Authorization));
    }

    [Theory]
    [InlineData(" \n")]
    [InlineData("Bearer secret-1")]
    [InlineData("\"secret-1\"")]
    [InlineData("secret-1\nsecret-2")]
    public async Task Refuses_a_malformed_token_without_showing_or_sending_it(string token)
    {
        var http = new ScriptedHttp();

        var e = await Assert.ThrowsAsync<CloudflareException>(
            () => Client(http, _ => ValueTask.FromResult(token)).GetRecordAsync(Zone, "aa11", default));

        Assert.Equal(CloudflareFailure.TokenRefused, e.Failure);
        Assert.DoesNotContain("secret", e.ToString());
        Assert.Empty(http.Seen);
    }

    [Fact]
    public async Task Sends_only_the_fields_of_a_change_that_are_set()
    {
        var http = new ScriptedHttp(Ok(Www));

        await Client(http).EditRecordAsync(Zone, new RecordWrite { Id = "aa11", Content = "192.0.2.2" }, default);

        Assert.Equal(($"PATCH /client/v4/zones/{Zone}/dns_records/aa11", """{"content":"192.0.2.2"}"""), (http.Seen[0].Line, http.Seen[0].Body));
    }

    [Fact]
    public async Task Lets_the_callers_cancellation_through()
    {
        using var cancelled = new CancellationTokenSource();
        var http = new ScriptedHttp(_ =>
        {
            cancelled.Cancel();
            throw new TaskCanceledException();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(http).GetRecordAsync(Zone, "aa11", cancelled.Token));
    }

    [Fact]
    public async Task Uses_a_base_address_with_or_without_a_slash_at_its_end()
    {
        var http = new ScriptedHttp(Ok("[]"), Ok("[]"));

        foreach (var address in new[] { "http://127.0.0.1:9/client/v4", "http://127.0.0.1:9/client/v4/" })
        {
            var client = new HttpClient(http) { BaseAddress = new Uri(address) };
            await new CloudflareClient(client, Token, new RateBudget(clock), clock).ListZonesAsync("example.org", default);
        }

        Assert.All(http.Seen, call => Assert.Equal("GET /client/v4/zones?name=example.org&page=1&per_page=50", call.Line));
    }

    static ValueTask<string> Token(CancellationToken cancellationToken) => ValueTask.FromResult("token-1");

    CloudflareClient Client(ScriptedHttp http, CloudflareToken? token = null) =>
        new(new HttpClient(http), token ?? Token, new RateBudget(clock), clock);
}
