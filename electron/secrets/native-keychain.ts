// A module of its own, loaded late: where libsecret is missing, loading it throws, and that is an answer, not a crash.
import keytar from 'keytar';

// Never findCredentials: on a locked keyring it ends the whole process with a segmentation fault.
export const { getPassword, setPassword, deletePassword } = keytar;
