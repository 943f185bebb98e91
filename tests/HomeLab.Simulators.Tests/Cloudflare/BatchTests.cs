namespace HomeLab.Simulators.Tests.Cloudflare;

public class BatchTests
{
    [Fact]
    public async Task Deletes_come_before_posts_so_that_a_type_can_be_exchanged()
    {
        await using var api = await Api.StartAsync();
        var address = await api.CreateAsync(new { type = "A", name = "host", content = "198.51.100.4" });

        var answer = await api.PostAsync($"{api.Records}/batch", new
        {
            posts = new[] { new { type = "CNAME", name = "host", content = "other.example.net" } },
            deletes = new[] { new { id = address["id"] } },
        });

        Assert.Equal(200, answer.Status);
        Assert.Equal("A", answer.Result!["deletes"]![0]!["type"]!.GetValue<string>());
        Assert.Equal("CNAME", answer.Result["posts"]![0]!["type"]!.GetValue<string>());
        Assert.Null(answer.Result["puts"]);
        Assert.Single((await api.GetAsync(api.Records)).Result!.AsArray());
    }

    [Fact]
    public async Task The_first_failure_undoes_everything_and_is_the_only_error()
    {
        await using var api = await Api.StartAsync();
        var kept = await api.CreateAsync(new { type = "A", name = "host", content = "198.51.100.4" });

        var answer = await api.PostAsync($"{api.Records}/batch", new
        {
            deletes = new[] { new { id = kept["id"] } },
            posts = new[] { new { type = "A", name = "good", content = "198.51.100.5" }, new { type = "A", name = "bad", content = "x" }, new { type = "A", name = "bad", content = "y" } },
        });

        Assert.Equal((400, 9005), (answer.Status, answer.Cause));
        Assert.Single(answer.Json!["errors"]!.AsArray());
        Assert.Equal(kept["id"]!.ToJsonString(), (await api.GetAsync(api.Records)).Result!.AsArray().Single()!["id"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Free", 200)]
    [InlineData("Pro", 3500)]
    public async Task A_plan_limits_the_operations_of_one_batch(string plan, int limit)
    {
        await using var api = await Api.StartAsync(("Simulators:Cloudflare:Zones:0:Plan", plan));

        var within = await api.PostAsync($"{api.Records}/batch", new { posts = Posts(limit) });
        var beyond = await api.PostAsync($"{api.Records}/batch", new { deletes = Posts(limit + 1) });

        Assert.Equal(200, within.Status);
        Assert.Equal(400, beyond.Status);
        Assert.Equal(limit, (await api.GetAsync($"{api.Records}?per_page=5000000")).Result!.AsArray().Count);
    }

    [Fact]
    public async Task A_batch_counts_as_one_request()
    {
        await using var api = await Api.StartAsync();

        var answer = await api.PostAsync($"{api.Records}/batch", new { posts = Posts(100) });

        Assert.StartsWith("\"default\";r=1198;", answer.Headers["Ratelimit"], StringComparison.Ordinal);
    }

    static IEnumerable<object> Posts(int count) =>
        Enumerable.Range(0, count).Select(n => new { type = "A", name = $"h{n}", content = "198.51.100.4" });
}
