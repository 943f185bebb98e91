using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Proxmox;

/// <summary>A cluster of two nodes, and a client that knows HTTP and JSON and nothing of Proxmox VE.</summary>
sealed class Lab : IAsyncDisposable
{
    public const string Admin = "svc@pve!ctl=11111111-1111-4111-8111-111111111111";

    public const string Auditor = "svc@pve!look=22222222-2222-4222-8222-222222222222";

    /// <summary>May start and stop guest 100 and nothing else.</summary>
    public const string Operator = "ops@pve!power=33333333-3333-4333-8333-333333333333";

    public const string Password = "password-of-the-tests";

    const string Seed = """
        { "Simulators": { "Proxmox": { "TaskSeconds": 5, "AuthenticationDelaySeconds": 0, "Clusters": [ {
          "Name": "lab",
          "Nodes": [
            { "Name": "pve1", "Address": "192.0.2.11", "Port": 0 },
            { "Name": "pve2", "Address": "192.0.2.12", "Port": 0 } ],
          "Storages": [
            { "Name": "local", "Type": "dir", "Content": "iso,vztmpl,backup", "SizeGiB": 100 },
            { "Name": "local-lvm", "Type": "lvmthin", "Content": "images,rootdir", "SizeGiB": 500 },
            { "Name": "nas", "Type": "nfs", "Content": "images,rootdir,backup", "SizeGiB": 2000, "IsShared": true } ],
          "Pools": [ { "Name": "web", "Comment": "what people see" } ],
          "Guests": [
            { "Vmid": 100, "Node": "pve1", "Name": "web1", "Address": "192.0.2.100/24", "Tags": "prod;web", "Pool": "web", "Storage": "nas" },
            { "Vmid": 101, "Node": "pve1", "Name": "idle", "IsRunning": false, "HasAgent": false },
            { "Vmid": 200, "Kind": "lxc", "Node": "pve2", "Name": "proxy", "Address": "192.0.2.200/24", "MemoryMiB": 512, "DiskGiB": 8 } ],
          "Volumes": [
            { "Volume": "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", "SizeGiB": 0.1 },
            { "Volume": "nas", "Vmid": 100, "AgeHours": 10, "Notes": "web1" } ],
          "Jobs": [ { "id": "nightly", "schedule": "02:00", "storage": "nas", "vmid": "100,101", "prune-backups": "keep-last=3" } ],
          "Users": [
            { "UserId": "root@pam", "Password": "password-of-the-tests" },
            { "UserId": "svc@pve", "Acl": [ { "Role": "Administrator" } ], "Tokens": [
              { "TokenId": "ctl", "Secret": "11111111-1111-4111-8111-111111111111", "IsPrivilegeSeparated": false },
              { "TokenId": "look", "Secret": "22222222-2222-4222-8222-222222222222", "Acl": [ { "Role": "PVEAuditor" } ] } ] },
            { "UserId": "ops@pve", "Acl": [ { "Path": "/vms/100", "Role": "PVEVMUser" } ], "Tokens": [
              { "TokenId": "power", "Secret": "33333333-3333-4333-8333-333333333333", "IsPrivilegeSeparated": false } ] } ]
        } ] } } }
        """;

    readonly HttpClient http;

    Lab(SimulatorHost host)
    {
        Host = host;
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Proxmox("lab") };
    }

    public SimulatorHost Host { get; }

    public HttpClient Http => http;

    public static async Task<Lab> StartAsync(params (string Key, string? Value)[] settings)
    {
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes(Seed));
        var configured = new ConfigurationBuilder().AddJsonStream(seed).Build().AsEnumerable().Select(pair => (pair.Key, pair.Value));
        return new Lab(await SimulatorHost.StartAsync([.. configured.Where(pair => settings.All(setting => setting.Key != pair.Key)), .. settings]));
    }

    public Task<Reply> GetAsync(string path, string token = Admin) => SendAsync("GET", path, token: token);

    public Task<Reply> PostAsync(string path, params (string Name, string Value)[] parameters) => SendAsync("POST", path, Form(parameters));

    public Task<Reply> PutAsync(string path, params (string Name, string Value)[] parameters) => SendAsync("PUT", path, Form(parameters));

    public Task<Reply> DeleteAsync(string path) => SendAsync("DELETE", path);

    /// <summary>The data of an answer that must be a success.</summary>
    public async Task<JsonNode> ReadAsync(string path)
    {
        var reply = await GetAsync(path);
        Assert.True(reply.Status == 200, reply.Reason);
        return reply.Data!;
    }

    /// <summary>Lets the time pass that a task takes, and tells how it ended.</summary>
    public async Task<string> EndAsync(Reply started)
    {
        Assert.True(started.Status == 200, started.Reason);
        var upid = started.Data!.GetValue<string>();
        Host.Clock.Advance(TimeSpan.FromSeconds(6));
        var status = await ReadAsync($"nodes/{upid.Split(':')[1]}/tasks/{Uri.EscapeDataString(upid)}/status");
        Assert.Equal("stopped", status["status"]!.GetValue<string>());
        return status["exitstatus"]!.GetValue<string>();
    }

    public async Task<Reply> SendAsync(string method, string path, HttpContent? body = null, string? token = Admin)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={token}");
        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, response.ReasonPhrase ?? "", text.Length == 0 || text[0] != '{' ? null : JsonNode.Parse(text));
    }

    /// <summary>To <c>/_sim/proxmox/lab/…</c>.</summary>
    public async Task ControlAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Host.BaseAddress, $"/_sim/proxmox/lab/{path}"));
        request.Content = body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> parameters) =>
        new(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }
}

sealed record Reply(int Status, string Reason, JsonNode? Json)
{
    public JsonNode? Data => Json?["data"];

    public string? Error(string parameter) => Json?["errors"]?[parameter]?.GetValue<string>();
}
