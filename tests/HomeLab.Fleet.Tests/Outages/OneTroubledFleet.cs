namespace HomeLab.Fleet.Tests.Outages;

/// <summary>One fleet for the tests that look at it after its troubles; started by the first of them, so that none starts where it cannot.</summary>
public sealed class OneTroubledFleet : IAsyncLifetime
{
    Task<TroubledFleet>? started;

    public Task<TroubledFleet> GoneThroughAsync() => started ??= GoThroughAsync();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (started is not null)
        {
            await (await started).DisposeAsync();
        }
    }

    static async Task<TroubledFleet> GoThroughAsync()
    {
        var fleet = await TroubledFleet.StartAsync();
        try
        {
            await fleet.GoThroughAsync();
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }
}
