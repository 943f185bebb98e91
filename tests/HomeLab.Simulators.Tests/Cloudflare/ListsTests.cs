using System.Globalization;

namespace HomeLab.Simulators.Tests.Cloudflare;

public class ListsTests
{
    [Theory]
    [InlineData("name=ONE.example.com", "one")]
    [InlineData("name=one", "")]
    [InlineData("name.contains=E.EX", "one three")]
    [InlineData("name.startswith=t&match=all", "two three")]
    [InlineData("comment.present=", "one")]
    [InlineData("comment.absent=", "two three")]
    [InlineData("comment.startswith=HomeLab", "one")]
    [InlineData("content.endswith=.5", "two")]
    [InlineData("proxied=true", "three")]
    [InlineData("type=a&proxied=false", "one two")]
    [InlineData("content=198.51.100.4&name=three.example.com&match=any", "one three")]
    [InlineData("tag=owner:ops", "two")]
    [InlineData("tag.present=owner", "two three")]
    [InlineData("tag.absent=owner", "one")]
    [InlineData("tag.contains=owner:e", "three")]
    [InlineData("tag=owner:ops&tag.exact=owner:dev&tag_match=any", "two three")]
    [InlineData("search=home", "one")]
    [InlineData("order=name", "one three two")]
    [InlineData("order=name&direction=desc", "two three one")]
    [InlineData("unheard=of", "one two three")]
    public async Task Records_are_filtered_and_ordered(string query, string expected)
    {
        await using var api = await Api.StartAsync(("Simulators:Cloudflare:Zones:0:Plan", "Pro"));
        await api.CreateAsync(new { type = "A", name = "one", content = "198.51.100.4", comment = "homelab: one" });
        await api.CreateAsync(new { type = "A", name = "two", content = "198.51.100.5", tags = new[] { "owner:ops" } });
        await api.CreateAsync(new { type = "A", name = "three", content = "198.51.100.6", proxied = true, tags = new[] { "Owner:dev" } });

        var answer = await api.GetAsync($"{api.Records}?{query}");

        Assert.Equal(expected, string.Join(' ', answer.Result!.AsArray().Select(record => record!["name"]!.GetValue<string>().Split('.')[0])));
    }

    [Fact]
    public async Task A_page_says_where_it_stands()
    {
        await using var api = await Api.StartAsync();
        await api.PostAsync($"{api.Records}/batch", new { posts = Enumerable.Range(0, 7).Select(n => new { type = "A", name = $"h{n}", content = "198.51.100.4" }) });

        var last = await api.GetAsync($"{api.Records}?per_page=3&page=3");
        var beyond = await api.GetAsync($"{api.Records}?per_page=3&page=4");
        var tiny = await api.GetAsync($"{api.Records}?per_page=0&page=-1");

        Assert.Equal("""{"page":3,"per_page":3,"count":1,"total_count":7,"total_pages":3}""", last.Json!["result_info"]!.ToJsonString());
        Assert.Empty(beyond.Result!.AsArray());
        Assert.Equal("""{"page":1,"per_page":1,"count":1,"total_count":7,"total_pages":7}""", tiny.Json!["result_info"]!.ToJsonString());
    }

    [Theory]
    [InlineData("name=example.com", 1)]
    [InlineData("name=EXAMPLE.com", 1)]
    [InlineData("name=equal_case_sensitive:EXAMPLE.com", 0)]
    [InlineData("name=contains:example", 7)]
    [InlineData("name=starts_with:z", 6)]
    [InlineData("name=not_equal:example.com", 6)]
    [InlineData("name=www.example.com", 0)]
    [InlineData("name=example.com,z1.example", 2)]
    [InlineData("status=pending", 1)]
    [InlineData("status=pending&name=example.com&match=any", 2)]
    [InlineData("account.id=ffffffffffffffffffffffffffffffff", 0)]
    [InlineData("type=internal", 0)]
    [InlineData("per_page=1", 5)]
    public async Task Zones_are_filtered_and_a_page_has_at_least_five(string query, int expected)
    {
        var zones = Enumerable.Range(1, 6).Select(n => ($"Simulators:Cloudflare:Zones:{n}:Name", (string?)$"z{n}.example"));
        await using var api = await Api.StartAsync([.. zones, ("Simulators:Cloudflare:Zones:6:Status", "pending")]);

        var answer = await api.GetAsync($"zones?{query}");

        Assert.Equal(expected, answer.Result!.AsArray().Count);
    }

    [Fact]
    public async Task A_zone_file_comes_back_as_it_went()
    {
        await using var api = await Api.StartAsync();
        await api.CreateAsync(new { type = "A", name = "@", content = "198.51.100.4", proxied = true, comment = "web" });
        await api.CreateAsync(new { type = "CNAME", name = "www", content = "example.com", ttl = 300 });
        await api.CreateAsync(new { type = "MX", name = "@", content = "mail.example.net", priority = 10 });
        await api.CreateAsync(new { type = "TXT", name = "@", content = "v=spf1; -all", comment = "mail; policy" });
        await api.CreateAsync(new { type = "SRV", name = "_xmpp._tcp", data = new { priority = 1, weight = 5, port = 5223, target = "chat.example.net" } });
        await api.CreateAsync(new { type = "CAA", name = "@", data = new { flags = 0, tag = "issue", value = "letsencrypt.org" } });
        var before = await ShapeAsync(api);
        var exported = await api.GetAsync($"{api.Records}/export");
        await api.ControlAsync("POST", "/_sim/reset");

        var imported = await ImportAsync(api, exported.Text);

        Assert.Equal(6, imported.Result!["recs_added"]!.GetValue<int>());
        Assert.NotNull(imported.Json!["timing"]);
        Assert.Equal(before, await ShapeAsync(api));
    }

    [Fact]
    public async Task A_zone_file_has_origins_parentheses_and_inherited_names_but_no_includes()
    {
        await using var api = await Api.StartAsync();

        var good = await ImportAsync(api, """
            $ORIGIN example.com.
            $TTL 600
            @ IN SOA ns1.example.net. root.example.net. (
                1 ; serial
                7200 3600 1209600 3600 )
            @ IN NS ns1.example.net.
            www 300 IN A 198.51.100.4 ; tagged cf_tags=cf-proxied:true
                IN AAAA 2001:db8::1
            text IN TXT ( "one; two"
                          "three" )
            """);
        var bad = await ImportAsync(api, "$INCLUDE other.zone\n");
        var worse = await ImportAsync(api, "www IN A 198.51.100.9\nwww IN A nonsense\n");

        Assert.Equal((3, 5), (good.Result!["recs_added"]!.GetValue<int>(), good.Result["total_records_parsed"]!.GetValue<int>()));
        Assert.Equal(400, bad.Status);
        Assert.Contains("$INCLUDE directive not allowed", bad.Text, StringComparison.Ordinal);
        Assert.Equal(400, worse.Status);
        Assert.Equal(
            """
            text.example.com TXT "one; two" "three" 600 False
            www.example.com A 198.51.100.4 1 True
            www.example.com AAAA 2001:db8::1 600 False
            """,
            await ShapeAsync(api));
    }

    [Fact]
    public async Task Three_files_a_minute_may_be_imported()
    {
        await using var api = await Api.StartAsync();
        for (var n = 0; n < 3; n++)
            await ImportAsync(api, $"h{n} IN A 198.51.100.4\n");

        var fourth = await ImportAsync(api, "h4 IN A 198.51.100.4\n");
        api.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await ImportAsync(api, "h5 IN A 198.51.100.4\n");

        Assert.Equal(429, fourth.Status);
        Assert.InRange(int.Parse(fourth.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(200, later.Status);
    }

    static async Task<Answer> ImportAsync(Api api, string text)
    {
        using var form = new MultipartFormDataContent { { new StringContent(text), "file", "zone.txt" } };
        return await api.PostAsync($"{api.Records}/import", form);
    }

    static async Task<string> ShapeAsync(Api api)
    {
        var records = (await api.GetAsync(api.Records)).Result!.AsArray();
        var lines = records.Select(record =>
            $"{record!["name"]} {record["type"]} {record["priority"]} {record["content"]} {record["ttl"]} {record["proxied"]!.GetValue<bool>()} {record["comment"]}");
        return string.Join('\n', lines.Select(line => line.Replace("  ", " ", StringComparison.Ordinal).Replace(" tagged", "", StringComparison.Ordinal).TrimEnd()).Order(StringComparer.Ordinal));
    }
}
