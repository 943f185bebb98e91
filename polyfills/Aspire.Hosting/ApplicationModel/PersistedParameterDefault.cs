using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps what another default generated in the checkout's state directory, so that a second start uses the same.</summary>
sealed class PersistedParameterDefault(ParameterDefault inner, string name, StateDirectory state) : ParameterDefault
{
    public override string GetDefaultValue() => state.GetOrAddParameter(name, inner.GetDefaultValue);

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);
}
