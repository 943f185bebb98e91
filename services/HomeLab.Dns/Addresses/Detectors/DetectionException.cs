using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>A detector said no address.</summary>
sealed class DetectionException(Reason reason, Exception? inner = null) : Exception(reason.Message, inner)
{
    public DetectionException(string code, string message, Exception? inner = null)
        : this(new Reason(code, message), inner)
    {
    }

    public Reason Reason => reason;
}
