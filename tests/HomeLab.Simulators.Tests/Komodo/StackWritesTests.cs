using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Komodo;

public class StackWritesTests
{
    [Fact]
    public async Task A_new_stack_gets_a_normal_name_its_server_s_id_and_all_defaults()
    {
        await using var core = await Core.StartAsync();

        var stack = await core.CreateAsync(" -My Stack!", new { server = "nas", file_contents = "services: {}   \n\n\n" });

        Assert.Equal("my_stack_", (string?)stack["name"]);
        var server = (await core.ReadAsync("GetServer", new { server = "nas" }))["_id"]!["$oid"];
        Assert.Equal((string?)server, (string?)stack["config"]!["server_id"]);
        Assert.Equal("services: {}\n", (string?)stack["config"]!["file_contents"]);
        Assert.Equal((true, "main", ".env"), ((bool)stack["config"]!["auto_pull"]!, (string)stack["config"]!["branch"]!, (string)stack["config"]!["env_file_path"]!));
        Assert.Equal("down", await core.StateAsync("my_stack_"));
    }

    [Theory]
    [InlineData("", 400, "Must provide non-empty name for resource")]
    [InlineData("0123456789abcdef01234567", 400, "Valid ObjectIds cannot be used as names")]
    [InlineData("taken", 409, "Resource with name 'taken' already exists")]
    public async Task A_name_that_cannot_be_is_refused(string name, int status, string text)
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("taken", new { });

        var refused = await core.SendAsync("write", "CreateStack", new { name, config = new { } });

        Assert.Equal((status, text), (refused.Status, (string?)refused.Body["error"]));
    }

    [Fact]
    public async Task Who_may_not_is_refused()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { });

        var creating = await core.SendAsync("write", "CreateStack", new { name = "mine" }, "K-guest", "S-guest");
        var updating = await core.SendAsync("write", "UpdateStack", new { id = "web", config = new { branch = "other" } }, "K-guest", "S-guest");
        var variable = await core.SendAsync("write", "CreateVariable", new { name = "A" }, "K-guest", "S-guest");

        Assert.Equal((403, "User does not have permissions to create Stack."), (creating.Status, (string?)creating.Body["error"]));
        Assert.Equal((500, "User does not have required permissions on this Stack. Must have at least Write permissions"), (updating.Status, (string?)updating.Body["error"]));
        Assert.Equal((403, "Only Admins can create Variables"), (variable.Status, (string?)variable.Body["error"]));
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_tells_of_it_only_where_something_becomes_another()
    {
        await using var core = await Core.StartAsync();
        var made = await core.CreateAsync("web", new { server = "nas", environment = "A=1", extra_args = new[] { "--wait" } });
        var id = (string)made["_id"]!["$oid"]!;

        var changed = await core.WriteAsync("UpdateStack", new { id = "web", config = new { server_id = "pi", environment = new[] { new { variable = "A", value = "2" } } } });
        await core.WriteAsync("UpdateStack", new { id, config = new { server_id = "pi", unknown = 7 } });

        Assert.Equal(("  A = 2\n", "--wait"), ((string)changed["config"]!["environment"]!, (string)changed["config"]!["extra_args"]![0]!));
        var updates = (await core.ReadAsync("ListUpdates", new { query = new Dictionary<string, object> { ["target.id"] = id } }))["updates"]!.AsArray();
        Assert.Equal(["UpdateStack", "CreateStack"], updates.Select(it => (string)it!["operation"]!));
        var update = await core.ReadAsync("GetUpdate", new { id = (string)updates[0]!["id"]! });
        Assert.Contains("server = \"nas\"", (string?)update["prev_toml"], StringComparison.Ordinal);
        Assert.Contains("server = \"pi\"", (string?)update["current_toml"], StringComparison.Ordinal);
        Assert.Equal(1, core.Host.Requests.Entries.Count(it => it.Path.EndsWith("UpdateStack", StringComparison.Ordinal) && it.Applied));
    }

    [Fact]
    public async Task What_is_wrongly_given_is_told_so()
    {
        await using var core = await Core.StartAsync();

        var server = await core.SendAsync("write", "CreateStack", new { name = "web", config = new { server = "nowhere" } });
        var kind = await core.SendAsync("write", "CreateStack", new { name = "web", config = new { auto_pull = "yes" } });
        var stack = await core.SendAsync("write", "UpdateStack", new { id = "nope", config = new { } });
        var type = await core.SendAsync("write", "CreateEverything", new { });

        Assert.Equal((500, "Did not find any Server matching nowhere"), (server.Status, (string?)server.Body["trace"]![0]));
        Assert.Equal(422, kind.Status);
        Assert.Equal((500, "Did not find any Stack matching nope"), (stack.Status, (string?)stack.Body["error"]));
        Assert.Equal(500, type.Status);
    }

    [Fact]
    public async Task A_stack_is_renamed_copied_and_deleted()
    {
        await using var core = await Core.StartAsync();
        var id = (string)(await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx }))["_id"]!["$oid"]!;

        var renamed = await core.WriteAsync("RenameStack", new { id = "web", name = "Shop" });
        var copy = await core.WriteAsync("CopyStack", new { id, name = "twin" });
        var deleted = await core.WriteAsync("DeleteStack", new { id });

        Assert.Equal(("RenameStack", "Complete"), ((string)renamed["operation"]!, (string)renamed["status"]!));
        Assert.Equal(Core.Nginx, (string?)copy["config"]!["file_contents"]);
        Assert.Equal("shop", (string?)deleted["name"]);
        Assert.Equal(["twin"], (await core.ReadAsync("ListStacks", new { })).AsArray().Select(it => (string)it!["name"]!));
    }

    [Theory]
    [InlineData("Ok", false)]
    [InlineData("Disabled", true)]
    [InlineData("NotOk", true)]
    public async Task A_deleted_stack_is_taken_down_where_its_server_is_reached(string state, bool staysUp)
    {
        await using var core = await Core.StartAsync();
        await core.ControlAsync("POST", "stacks", new { name = "web", server = "nas", services = new[] { new { name = "app", image = "nginx:1.27" } } });
        await core.ControlAsync("PUT", "servers/nas", new { state });

        await core.WriteAsync("DeleteStack", new { id = "web" });

        await core.ControlAsync("PUT", "servers/nas", new { state = "Ok" });
        Assert.Equal(staysUp ? ["web-app-1"] : [], await core.ContainersAsync("nas"));
    }

    [Fact]
    public async Task Files_are_written_where_the_stack_has_them_and_nowhere_else()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("host", new { server = "nas", files_on_host = true });
        await core.CreateAsync("own", new { server = "nas", file_contents = Core.Nginx });

        var written = await core.WriteAsync("WriteStackFileContents", new { stack = "host", file_path = "compose.yaml", contents = Core.Nginx });
        var refused = await core.SendAsync("write", "WriteStackFileContents", new { stack = "own", file_path = "compose.yaml", contents = Core.Nginx });

        Assert.Equal(("Complete", true), ((string)written["status"]!, (bool)written["success"]!));
        Assert.Equal("web", (string?)(await core.StackAsync("host"))["info"]!["latest_services"]![0]!["service_name"]);
        Assert.Equal(500, refused.Status);
        Assert.StartsWith("Stack is not configured to use Files on Host", (string?)refused.Body["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_and_tags_are_kept()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { });

        await core.WriteAsync("CreateVariable", new { name = "TOKEN", value = "abc", is_secret = true });
        await core.WriteAsync("UpdateVariableValue", new { name = "TOKEN", value = "defg" });
        await core.WriteAsync("UpdateResourceMeta", new { target = new { type = "Stack", id = "web" }, tags = new[] { "prod" }, description = "the shop" });
        var invalid = await core.SendAsync("write", "CreateVariable", new { name = "1st" });

        var seen = await core.SendAsync("read", "GetVariable", new { name = "TOKEN" }, "K-guest", "S-guest");
        Assert.Equal("####", (string?)seen.Body["value"]);
        Assert.Equal("defg", (string?)(await core.ReadAsync("GetVariable", new { name = "TOKEN" }))["value"]);
        Assert.Equal(400, invalid.Status);
        Assert.Single((await core.ReadAsync("ListStacks", new { query = new { tags = new[] { "prod" } } })).AsArray());
        Assert.Equal("the shop", (string?)(await core.StackAsync("web"))["description"]);
        await core.WriteAsync("DeleteVariable", new { name = "TOKEN" });
        Assert.Empty((JsonArray)await core.ReadAsync("ListVariables", new { }));
    }
}
