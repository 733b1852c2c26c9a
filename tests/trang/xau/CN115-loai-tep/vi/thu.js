// tệp lạ
