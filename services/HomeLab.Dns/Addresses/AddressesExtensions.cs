using HomeLab.Dns.Addresses.Detectors;
using HomeLab.ServiceDefaults.Options;

namespace HomeLab.Dns.Addresses;

static class AddressesExtensions
{
    /// <summary>Learns the lab's public addresses; the reconciler itself is added beside the zones'.</summary>
    public static void AddAddresses(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AddressOptions>("Addresses");
        builder.Services.AddSingleton<UplinkStates>();
        builder.Services.AddSingleton<AddressMetrics>();
        builder.Services.AddSingleton<Detection>();
        builder.Services.AddSingleton<UplinkRounds>();
        builder.Services.AddSingleton<Heartbeats>();
        // Its URLs are secrets, which no log is to have.
        builder.Services.AddHttpClient(Heartbeats.ClientName, http => http.Timeout = TimeSpan.FromSeconds(5)).RemoveAllLoggers();
        builder.Services.AddSingleton<UplinkListing>();
        builder.Services.AddSingleton<DetectorClient>();
        builder.Services.AddSingleton<IAddressDetector, TraceDetector>();
        builder.Services.AddSingleton<IAddressDetector, PageDetector>();
        builder.Services.AddSingleton<IAddressDetector, DohDetector>();
        builder.Services.AddSingleton<IAddressDetector, UpnpDetector>();
        builder.Services.AddSingleton<IAddressDetector, InterfaceDetector>();
    }
}
