using HomeLab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

/// <summary>A service that publishes doors and listens to itself.</summary>
static class Doors
{
    public static async Task<TestService> StartAsync(
        string database, string broker, DoorLog.Trouble? trouble = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = TestService.Create(
            "doors", database, broker, m => m.OnFact<DoorOpened, DoorLog>().OnHint<DoorMoved, DoorHints>(), settings);
        builder.Services.AddSingleton(trouble ?? new DoorLog.Trouble());
        return await TestService.StartAsync(builder);
    }

    public static Task EventuallyOpenedAsync(this TestService service, params int[] numbers) =>
        Eventually.PassesAsync(async () => Assert.Equal(numbers, await service.OpenedAsync()));

    public static async Task<int[]> OpenedAsync(this TestService service) =>
        await service.QueryAsync<int[]>("SELECT coalesce(array_agg(number ORDER BY id), '{}') FROM opened");

    public static async Task EventuallyRelayedAsync(this TestService service) =>
        await Eventually.TrueAsync(
            async () => await service.QueryAsync<long>("SELECT count(*) FROM homelab.outbox") == 0, "the outbox is empty");
}
