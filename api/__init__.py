"""The faces of Clausegraph: the command line now, the service later; both use only what `engine` exports."""
