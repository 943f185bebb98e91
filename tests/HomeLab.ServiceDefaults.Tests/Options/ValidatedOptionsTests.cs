using System.ComponentModel.DataAnnotations;
using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Tests.Options;

public sealed class ValidatedOptionsTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_by_the_name_of_its_setting()
    {
        var builder = TestService.Create("alpha", database: null, broker: null, settings: new Dictionary<string, string?>
        {
            ["Garden:Trees"] = "0",
            ["Garden:Owner"] = null,
            ["Pond:Depth"] = "deep",
            ["Rpc:Port"] = "70000",
            ["Rpc:Address"] = "0.0.0.0",
            ["Rpc:Token"] = "nodot",
            ["Rpc:Callers:cli:Secret"] = "short",
            ["ASPNETCORE_URLS"] = "tcp://nowhere",
        });
        builder.AddValidatedOptions<GardenOptions>("Garden");
        builder.AddValidatedOptions<PondOptions>("Pond");
        builder.Services.AddSingleton<IValidateOptions<GardenOptions>, GardenRules>();
        builder.AddRpcClient<Contracts.Grpc.Inventory.Inventory.InventoryClient>("inventory");

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestService.StartAsync(builder));

        Assert.All(
            [
                "Garden:Trees: The field Trees must be between 1 and 9.", "Garden:Owner: The Owner field is required.",
                "Garden: a garden needs water.", "Pond:Depth", "Rpc:Port: The field Port must be between 0 and 65535.",
                "Rpc:Address: 0.0.0.0 is beyond loopback", "Rpc:Token: is not of the form caller.secret", "Rpc:Callers:cli:Secret",
                "services:inventory:grpc:0: is missing", "'tcp://nowhere' is no address to listen on",
            ],
            sentence => Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nodot", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clear_text_address_beyond_loopback_is_refused()
    {
        var builder = TestService.Create("alpha", database: null, broker: null, settings: new Dictionary<string, string?>
        {
            ["services:inventory:grpc:0"] = "http://192.0.2.1:5000",
        });
        builder.AddRpcClient<Contracts.Grpc.Inventory.Inventory.InventoryClient>("inventory");

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestService.StartAsync(builder));

        Assert.Contains("services:inventory:grpc:0: http://192.0.2.1:5000/ is beyond loopback", refusal.Message, StringComparison.Ordinal);
    }

    sealed class GardenOptions
    {
        [Range(1, 9)]
        public int Trees { get; init; } = 1;

        [Required]
        public string? Owner { get; init; }
    }

    sealed class PondOptions
    {
        public int Depth { get; init; }
    }

    sealed class GardenRules : IValidateOptions<GardenOptions>
    {
        public ValidateOptionsResult Validate(string? name, GardenOptions options) =>
            ValidateOptionsResult.Fail("Garden: a garden needs water.");
    }
}
