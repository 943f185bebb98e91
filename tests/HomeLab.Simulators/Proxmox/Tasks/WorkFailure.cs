namespace HomeLab.Simulators.Proxmox.Tasks;

/// <summary>What a task ends with instead of OK.</summary>
sealed class WorkFailure(string message) : Exception(message);
