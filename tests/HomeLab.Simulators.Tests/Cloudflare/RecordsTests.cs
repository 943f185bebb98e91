using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Tests.Cloudflare;

public class RecordsTests
{
    [Fact]
    public async Task A_record_is_created_listed_read_edited_overwritten_and_deleted()
    {
        await using var api = await Api.StartAsync();

        var record = await api.CreateAsync(new { type = "A", name = "www", content = "198.51.100.4", ttl = 300, comment = "ours" });
        var id = record["id"]!.GetValue<string>();
        var listed = await api.GetAsync($"{api.Records}?name=www.example.com&type=A");
        var edited = await api.SendAsync("PATCH", $"{api.Records}/{id}", new { content = "198.51.100.5" });
        var overwritten = await api.SendAsync("PUT", $"{api.Records}/{id}", new { type = "A", name = "www", content = "198.51.100.6" });
        var deleted = await api.SendAsync("DELETE", $"{api.Records}/{id}");
        var again = await api.SendAsync("DELETE", $"{api.Records}/{id}");

        Assert.Matches(new Regex("^[0-9a-f]{32}$"), id);
        Assert.Equal("www.example.com", record["name"]!.GetValue<string>());
        Assert.Equal(300, record["ttl"]!.GetValue<int>());
        Assert.NotNull(record["comment_modified_on"]);
        Assert.Single(listed.Result!.AsArray());
        Assert.Equal(1, listed.Json!["result_info"]!["total_count"]!.GetValue<int>());
        Assert.Equal(("198.51.100.5", "ours", 300), Fields(edited));
        Assert.Equal(("198.51.100.6", null, 1), Fields(overwritten));
        Assert.Equal($"{{\"id\":\"{id}\"}}", deleted.Result!.ToJsonString());
        Assert.Equal((404, 81044), (again.Status, again.Code));
    }

    [Fact]
    public async Task A_proxied_record_reports_automatic_ttl()
    {
        await using var api = await Api.StartAsync();

        var record = await api.CreateAsync(new { type = "A", name = "www", content = "198.51.100.4", ttl = 300, proxied = true });

        Assert.Equal(1, record["ttl"]!.GetValue<int>());
        Assert.True(record["proxied"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("A", "198.51.100.4", "CNAME", "other.example.net", 81053)]
    [InlineData("CNAME", "other.example.net", "A", "198.51.100.4", 81054)]
    [InlineData("CNAME", "other.example.net", "CNAME", "third.example.net", 81053)]
    [InlineData("A", "198.51.100.4", "A", "198.51.100.4", 81058)]
    [InlineData("TXT", "a", "TXT", "\"a\"", 81058)]
    public async Task What_cannot_coexist_is_refused(string type, string content, string secondType, string secondContent, int code)
    {
        await using var api = await Api.StartAsync();
        await api.CreateAsync(new { type, name = "host", content });

        var second = await api.PostAsync(api.Records, new { type = secondType, name = "host", content = secondContent });

        Assert.Equal((400, code), (second.Status, second.Code));
    }

    [Fact]
    public async Task An_edit_into_another_records_identity_is_refused()
    {
        await using var api = await Api.StartAsync();
        await api.CreateAsync(new { type = "A", name = "host", content = "198.51.100.4" });
        var other = await api.CreateAsync(new { type = "A", name = "host", content = "198.51.100.5" });

        var edited = await api.SendAsync("PATCH", $"{api.Records}/{other["id"]}", new { content = "198.51.100.4" });

        Assert.Equal((400, 81058), (edited.Status, edited.Code));
    }

    [Fact]
    public async Task A_zone_on_the_free_plan_holds_two_hundred_records()
    {
        await using var api = await Api.StartAsync();
        var posts = Enumerable.Range(0, 200).Select(n => new { type = "A", name = $"h{n}", content = "198.51.100.4" });
        var filled = await api.PostAsync($"{api.Records}/batch", new { posts });

        var more = await api.PostAsync(api.Records, new { type = "A", name = "more", content = "198.51.100.4" });

        Assert.Equal(200, filled.Status);
        Assert.Equal((400, 81045), (more.Status, more.Code));
    }

    [Theory]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","ttl":59}""", 9021)]
    [InlineData("""{"type":"A","name":"a","content":"1.1"}""", 9005)]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.04"}""", 9005)]
    [InlineData("""{"type":"AAAA","name":"a","content":"198.51.100.4"}""", 9006)]
    [InlineData("""{"type":"TXT","name":"a","content":"x","proxied":true}""", 9041)]
    [InlineData("""{"type":"A","name":"a","content":"192.168.1.4","proxied":true}""", 9003)]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","proxied":"yes"}""", 9003)]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","tags":["owner:ops"]}""", 9300)]
    [InlineData("""{"type":"MX","name":"a","content":"mail.example.net"}""", 9100)]
    [InlineData("""{"type":"A","name":"a..b","content":"198.51.100.4"}""", 9000)]
    [InlineData("""{"type":"TXT","name":"a","content":"\"this"}""", 9051)]
    [InlineData("""{"type":"TXT","name":"a","content":"these\" ones\""}""", 9051)]
    public async Task An_invalid_field_is_a_validation_error_with_its_reason(string body, int cause)
    {
        await using var api = await Api.StartAsync();

        var answer = await api.PostAsync(api.Records, body);

        Assert.Equal((400, 1004, cause), (answer.Status, answer.Code, answer.Cause));
        Assert.Null(answer.Result);
    }

    [Fact]
    public async Task The_reason_of_a_validation_error_may_stand_alone()
    {
        await using var api = await Api.StartAsync(("Simulators:Cloudflare:IsValidationFlat", "true"));

        var answer = await api.PostAsync(api.Records, new { type = "A", name = "a", content = "1.1" });

        Assert.Equal((400, 9005), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("""{"type":"A","name":"a","content":["198.51.100.4"]}""", 9207)]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","ttl":"300"}""", 9207)]
    [InlineData("""[]""", 9207)]
    [InlineData("""{"type":""", 6007)]
    public async Task A_body_of_the_wrong_shape_is_refused(string body, int code)
    {
        await using var api = await Api.StartAsync();

        var answer = await api.PostAsync(api.Records, body);

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_body_of_another_content_type_is_refused()
    {
        await using var api = await Api.StartAsync();
        using var content = new StringContent("{}");

        var answer = await api.PostAsync(api.Records, content);

        Assert.Equal((400, 9207), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("zones/example.com/dns_records", 7003)]
    [InlineData("zones/ABCDEF/dns_records", 7003)]
    [InlineData("nowhere", 7003)]
    public async Task A_malformed_id_or_path_has_no_route(string path, int code)
    {
        await using var api = await Api.StartAsync();

        var answer = await api.GetAsync(path);

        Assert.Equal((404, code), (answer.Status, answer.Code));
        Assert.Equal(7000, answer.Json!["errors"]![1]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_comment_has_the_length_that_the_plan_allows_and_an_empty_one_clears_it()
    {
        await using var api = await Api.StartAsync();
        var record = await api.CreateAsync(new { type = "A", name = "a", content = "198.51.100.4", comment = new string('x', 100) });

        var tooLong = await api.PostAsync(api.Records, new { type = "A", name = "b", content = "198.51.100.4", comment = new string('x', 101) });
        var cleared = await api.SendAsync("PATCH", $"{api.Records}/{record["id"]}", new { comment = "" });

        Assert.Equal(9313, tooLong.Cause);
        Assert.Null(cleared.Result!["comment"]);
        Assert.Null(cleared.Result["comment_modified_on"]);
    }

    [Fact]
    public async Task Fields_of_structured_types_are_given_as_data_and_as_content()
    {
        await using var api = await Api.StartAsync();

        var srv = await api.CreateAsync(new
        {
            type = "SRV",
            name = "_xmpp._tcp",
            data = new { priority = 10, weight = 5, port = 5223, target = "Server.example.com." },
        });
        var caa = await api.CreateAsync(new { type = "CAA", name = "@", data = new { flags = 0, tag = "issue", value = "letsencrypt.org" } });
        var mail = await api.CreateAsync(new { type = "MX", name = "@", content = "mail.example.net.", priority = 0 });

        Assert.Equal("5 5223 server.example.com", srv["content"]!.GetValue<string>());
        Assert.Equal(10, srv["priority"]!.GetValue<int>());
        Assert.Equal("""{"priority":10,"weight":5,"port":5223,"target":"server.example.com"}""", srv["data"]!.ToJsonString());
        Assert.Equal("0 issue \"letsencrypt.org\"", caa["content"]!.GetValue<string>());
        Assert.Equal("letsencrypt.org", caa["data"]!["value"]!.GetValue<string>());
        Assert.Equal(("mail.example.net", 0), (mail["content"]!.GetValue<string>(), mail["priority"]!.GetValue<int>()));
    }

    static (string Content, string? Comment, int Ttl) Fields(Answer answer) =>
        (answer.Result!["content"]!.GetValue<string>(), answer.Result["comment"]?.GetValue<string>(), answer.Result["ttl"]!.GetValue<int>());
}
